from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.recorder.workshop import Workshop


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    """A recorder with real files, whose clock stands."""
    made = Workshop.open(tmp_path)
    yield made
    made.journal.close()
