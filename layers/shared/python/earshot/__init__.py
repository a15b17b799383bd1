"""Earshot: social customer service that a cloud team owns."""

__version__ = "0.1.0"
