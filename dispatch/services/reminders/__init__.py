"""Reminders: a leader is told when a call that he watches for comes."""
