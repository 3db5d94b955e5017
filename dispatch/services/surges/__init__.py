"""What is done in a surge."""
