"""The local stack, fake platforms and the memory adapters that tests use."""
