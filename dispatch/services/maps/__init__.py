"""Use cases of the map, one verb a file."""
