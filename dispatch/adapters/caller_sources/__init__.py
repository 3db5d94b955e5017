"""Peers and carriers that are asked where a caller is."""
