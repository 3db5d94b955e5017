"""Feeds: what vehicle terminals say, and the lines on which they say it."""
