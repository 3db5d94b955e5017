"""Use cases: one verb, one file; load, decide, store, tell."""
