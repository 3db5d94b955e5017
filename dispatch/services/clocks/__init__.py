"""Clocks that jump."""
