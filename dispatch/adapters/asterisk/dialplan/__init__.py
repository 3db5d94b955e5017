"""Makes Asterisk's files from site settings: a plan in, texts out, nothing read and nothing run."""
