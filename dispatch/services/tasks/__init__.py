"""Tasks: what a person must still do for a caller."""
