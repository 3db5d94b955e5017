"""Devices of stations: enrolled by a one-time code, revocable, each says how it is."""
