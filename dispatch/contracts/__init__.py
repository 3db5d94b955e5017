"""Wire messages, versioned: the only shapes that cross a process border."""
