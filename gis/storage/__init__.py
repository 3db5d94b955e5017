"""Regions of the map in PostgreSQL: read from OpenStreetMap files, swapped in whole."""
