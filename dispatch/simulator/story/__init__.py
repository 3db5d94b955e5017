"""A scripted hour of a centre, played in real time or quickly, and its ledger."""
