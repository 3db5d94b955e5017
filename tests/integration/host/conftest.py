"""Folders for services that run as another user than the test."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """A short folder that others may enter: sockets fit, and PostgreSQL's user gets in."""
    with tempfile.TemporaryDirectory(prefix="d120-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        yield folder
