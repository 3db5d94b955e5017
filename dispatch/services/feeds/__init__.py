"""Tokens of the terminals that tell positions over HTTP."""
