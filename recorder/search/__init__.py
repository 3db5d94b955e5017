"""Finding a recording by number, time, state or name."""
