"""Points, roads and devices; never incidents."""
