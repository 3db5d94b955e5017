"""Vehicles that drive along roads and tell where they are, as their terminals do."""
