"""A centre that may be spoilt: what is asked here changes people, settings and the register."""

from collections.abc import Iterator

import pytest

from tests.centre import Centre, running_centre
from tests.contract.api.known_world import KnownWorld, build

READABLE = (("2003", "/key-patients"), ("7001", "/audit"), ("2003", "/calls"), ("2003", "/events"))


@pytest.fixture(scope="session")
def world() -> Iterator[KnownWorld]:
    """Give a centre of its own in which something has happened; afterwards it must be whole."""
    with running_centre() as centre:
        yield build(centre)
        assert_unharmed(centre)


def assert_unharmed(centre: Centre) -> None:
    """Everything can still be read; asked of the server at which nobody's tries were used up."""
    assert centre.is_ready()
    for number, path in READABLE:
        centre.sign_in(number, server=1).get(path)
