"""What Earshot knows: pure functions of their inputs; no AWS, clock, chance, environment."""
