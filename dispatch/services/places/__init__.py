"""Where a caller is, by every source that says so."""
