"""Examines each part of a centre and says how to mend what is wrong."""
