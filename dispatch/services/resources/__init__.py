"""Stations, vehicles and hospitals from a file."""
