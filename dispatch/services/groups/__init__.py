"""Use cases of group calls and pages."""
