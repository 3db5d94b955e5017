"""The ledger of a story: how every call, incident, order, vehicle and task ended, by its events."""
