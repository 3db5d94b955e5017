"""Proof that what is played is what was said."""
