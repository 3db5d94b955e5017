"""Invented callers: what has happened, where, and what they say when they are asked."""
