"""Fake platforms on loopback, for the demo and for tests: they do what real ones document."""
