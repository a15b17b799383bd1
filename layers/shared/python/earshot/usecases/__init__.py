"""What Earshot does: one verb per file, every port passed in."""
