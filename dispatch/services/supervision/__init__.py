"""A leader on a running talk."""
