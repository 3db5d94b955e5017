"""Messages between seats: sent, and acknowledged by whom they reached."""
