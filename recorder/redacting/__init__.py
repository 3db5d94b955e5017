"""Makes redacted copies."""
