"""Stands in for the world in demos, tests and benches: it speaks only the world's wires."""
