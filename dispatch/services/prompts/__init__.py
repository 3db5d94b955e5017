"""Use cases of prompts, one verb a file."""
