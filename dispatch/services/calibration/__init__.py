"""What is done with what was learned of drives."""
