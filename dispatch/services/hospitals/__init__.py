"""Hospitals."""
