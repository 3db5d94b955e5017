"""Shared by every tier."""

pytest_plugins = ["tests.mission.plugin"]
