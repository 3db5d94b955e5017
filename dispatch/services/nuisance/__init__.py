"""Nuisance numbers: marked by seats, locked for a time, lifted by a leader."""
