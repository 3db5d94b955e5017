"""A simulated GSM modem: speaks only the wire of a real one, on a real pseudo-terminal."""
