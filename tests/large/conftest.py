"""The same database of its own as in the integration tests."""

from tests.integration.conftest import postgres

__all__ = ["postgres"]
