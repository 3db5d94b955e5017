"""Incidents: what happened where, and which calls belong to it."""
