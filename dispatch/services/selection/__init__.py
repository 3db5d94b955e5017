"""What a session looks at, one verb a file."""
