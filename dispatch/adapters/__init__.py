"""The edge: exchange, database, host. Adapters wait, retry and log."""
