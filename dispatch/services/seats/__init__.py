"""Seats: who sits where and takes calls."""
