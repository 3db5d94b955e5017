"""The stations' crews: they take orders, drive, and tell each milestone when it is reached."""
