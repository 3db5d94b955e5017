"""The mission table: which row of the founding documents is shown by which test or document."""
