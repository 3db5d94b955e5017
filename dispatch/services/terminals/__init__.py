"""Vehicle terminals: admitted, revoked, and written to."""
