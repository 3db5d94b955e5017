"""How a centre wants to be advised."""
