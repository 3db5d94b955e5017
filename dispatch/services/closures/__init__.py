"""What is done with closures and slow zones."""
