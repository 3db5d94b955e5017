"""The recorder's wire: HTTP on loopback, for the dispatch servers only."""
