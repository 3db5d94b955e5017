"""Recordings: who listened to what."""
