"""Which vehicle goes, and where to."""
