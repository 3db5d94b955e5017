"""Roads: a graph made from OpenStreetMap, and the fastest ways through it."""
