"""HTTP routes under /api/v1, the event stream and problem documents."""
