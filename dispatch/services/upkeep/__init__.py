"""Upkeep of stations, vehicles, hospitals, related units, landmarks and aliases."""
