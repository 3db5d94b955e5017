"""Contract tests of the core run on the same real database as the integration tests."""

from tests.integration.conftest import database, engine, postgres

__all__ = ["database", "engine", "postgres"]
