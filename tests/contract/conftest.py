"""Contract tests of the core run on the same real database as the integration tests."""

from collections.abc import Iterator

import pytest

from tests.centre import Centre, running_centre
from tests.integration.conftest import database, engine, postgres

__all__ = ["database", "engine", "postgres"]


@pytest.fixture(scope="session")
def centre() -> Iterator[Centre]:
    """Give a whole running centre, shared by the tests of this tier."""
    with running_centre() as running:
        yield running
