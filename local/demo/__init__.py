"""The demo: a day of mentions played through the deployed local stack."""
