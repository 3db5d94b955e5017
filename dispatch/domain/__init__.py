"""Pure values, transition tables and rules: no clock, no I/O, no framework."""
