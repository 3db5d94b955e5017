"""Every golden file names its source: a standard, or the device and firmware that sent it.

A capture without a source cannot be judged when a decoder and a device disagree.
"""

import tomllib
from collections.abc import Iterable
from pathlib import Path

from tests.contract.architecture.tree import ROOT, place, tracked_files

GOLDEN = ROOT / "tests" / "golden"


def without_source(paths: Iterable[Path]) -> list[str]:
    """Golden files that do not say where their bytes come from."""
    return [place(path) for path in paths if not _source(path).strip()]


def _source(path: Path) -> str:
    return str(tomllib.loads(path.read_text(encoding="utf-8")).get("source", ""))


def test_every_golden_file_names_its_source():
    golden = [p for p in tracked_files() if p.is_relative_to(GOLDEN) and p.suffix == ".toml"]
    assert without_source(golden) == []


def test_raw_captures_stand_beside_a_file_that_names_their_source():
    """Bytes that do not fit into TOML lie in a file of their own with the same stem."""
    raw = [
        path
        for path in tracked_files()
        if path.is_relative_to(GOLDEN) and path.suffix not in {".toml", ".py", ".md"}
    ]
    assert [place(path) for path in raw if not path.with_suffix(".toml").exists()] == []


def test_a_file_without_source_is_seen(tmp_path: Path):
    named = tmp_path / "named.toml"
    named.write_text('source = "RFC 3261 §20"\n', encoding="utf-8")
    nameless = tmp_path / "nameless.toml"
    nameless.write_text('frame = "7e"\n', encoding="utf-8")
    assert without_source([named, nameless]) == ["nameless.toml:1"]
