"""The caller directory: looks at it, and imports of the three-field table."""
