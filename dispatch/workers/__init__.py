"""Loops that turn signals, due rows and committed events into commands."""
