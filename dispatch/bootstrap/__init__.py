"""Wires parts together; no other package makes them."""
