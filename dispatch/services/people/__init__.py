"""People: who signs in, who is who."""
