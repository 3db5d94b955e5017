"""Rows and files are held against each other."""
