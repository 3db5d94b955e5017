"""Shared by every tier."""

pytest_plugins = ["tests.longest_first", "tests.mission.plugin"]
