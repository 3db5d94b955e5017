"""Repositories of one transaction; whatever they read in it is locked until it ends."""
