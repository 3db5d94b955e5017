"""The recorder: keeps every channel beside its exchange, with or without the rest of the centre."""
