"""What is done about a pressed emergency key."""
