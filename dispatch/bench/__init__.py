"""Measurements of what the centre promises, one file each; bars in one module."""
