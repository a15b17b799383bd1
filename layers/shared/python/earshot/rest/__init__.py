"""The REST API: routes, who is asking, and how errors look from outside."""
