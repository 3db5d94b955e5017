"""What a technician draws over an imported region: it is entered anew in every one that follows."""
