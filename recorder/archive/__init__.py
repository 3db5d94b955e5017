"""Where the masters lie and how they get there whole."""
