"""Dispatch120: the command server of a 120 ambulance centre."""
