"""Finds places by name, address or initials; proposes, never decides."""
