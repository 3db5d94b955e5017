"""Vehicles: what they are, and their duty."""
