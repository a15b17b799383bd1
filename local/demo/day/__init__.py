"""A day of invented mentions of the brand Acme, and the generator that writes it."""
