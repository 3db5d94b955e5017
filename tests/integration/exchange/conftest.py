"""A real Asterisk of its own for each test that asks for one: 0.3 s to boot, stopped by its pid."""

import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.integration.exchange.running import RunningExchange, make_node


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """A folder whose path is short enough for a control socket."""
    with tempfile.TemporaryDirectory(prefix="d120-") as name:
        yield Path(name)


@pytest.fixture
async def exchange(
    short_folder: Path, request: pytest.FixtureRequest
) -> AsyncIterator[RunningExchange]:
    """A running exchange with seats 1 to 3 and one spare phone; see `timings`."""
    running = RunningExchange(make_node(short_folder, **getattr(request, "param", {})))
    await running.start()
    yield running
    await running.stop()
