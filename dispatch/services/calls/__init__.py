"""Calls: from the first ring to the end, as the exchange and the seats tell it."""
