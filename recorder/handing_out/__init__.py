"""Hands recordings out as files: evidence that proves itself, or plain copies."""
