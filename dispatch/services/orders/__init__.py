"""Orders: sent, taken, followed by their milestones, and ended."""
