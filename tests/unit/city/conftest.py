"""The demonstration city, drawn once."""

import pytest

from gis.demo_city import City, city


@pytest.fixture(scope="session")
def whole() -> City:
    """Give the whole city."""
    return city()


@pytest.fixture(scope="session")
def small() -> City:
    """Give the city with houses only in its middle."""
    return city(small=True)
