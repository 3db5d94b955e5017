"""What is rendered is what is committed, and short enough to be heard."""

import hashlib
import tomllib
from pathlib import Path

import pytest

FOLDERS = (Path("dispatch/simulator/voices"), Path("dispatch/adapters/asterisk/prompts"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_line_is_rendered_and_none_was_changed_since(folder: Path):
    lines = tomllib.loads((folder / "lines.toml").read_text(encoding="utf-8"))
    pairs = (line.split("  ") for line in (folder / "SHA256SUMS").read_text().splitlines())
    sums = {name: digest for digest, name in pairs}
    assert set(sums) == {f"{name}.alaw" for name in lines}
    for name, digest in sums.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
