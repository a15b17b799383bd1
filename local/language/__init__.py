"""What the built-in knowledge of languages is made with."""
