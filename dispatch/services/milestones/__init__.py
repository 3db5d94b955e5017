"""How positions suggest milestones."""
