"""One whole centre of two exchanges, for the tests in which half of it dies."""

from collections.abc import Iterator

import pytest

from tests.centre import Centre, running_centre
from tests.pair import plan_seats


@pytest.fixture
def pair() -> Iterator[Centre]:
    """Two hosts' parts on one machine; seats 1 and 2 are telephones on desks."""
    with running_centre(exchanges=2) as centre:
        plan_seats(centre, "desk", "desk")
        yield centre
