"""The audit trail: reading it is a look like any other."""
