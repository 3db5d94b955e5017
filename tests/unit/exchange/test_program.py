"""Which Asterisk runs."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from dispatch.adapters.asterisk.program import AsteriskMissing, AsteriskProgram, find_asterisk


def unpack(prefix: Path) -> None:
    """Lay out what deploy/get-asterisk unpacks."""
    library = prefix / "usr/lib/x86_64-linux-gnu"
    for folder in (
        library / "asterisk/modules",
        prefix / "usr/share/asterisk",
        prefix / "usr/sbin",
    ):
        folder.mkdir(parents=True)
    for file in (library / "ld-linux-x86-64.so.2", prefix / "usr/sbin/asterisk"):
        file.touch()


def find(environment: Mapping[str, str], folder: Path) -> AsteriskProgram:
    """Look as on a machine that has none of its own."""
    return find_asterisk(environment, system=folder / "none", root_cache=folder / "root-cache")


def test_a_fetched_one_runs_with_the_library_it_came_with(tmp_path: Path):
    prefix = tmp_path / "cache/dispatch120/asterisk"
    unpack(prefix)
    found = find({"XDG_CACHE_HOME": str(tmp_path / "cache")}, tmp_path)
    library = str(prefix / "usr/lib/x86_64-linux-gnu")
    assert found.words == (
        f"{library}/ld-linux-x86-64.so.2",
        "--library-path",
        library,
        str(prefix / "usr/sbin/asterisk"),
    )
    assert found.modules == prefix / "usr/lib/x86_64-linux-gnu/asterisk/modules"


def test_with_none_there_is_one_clear_refusal(tmp_path: Path):
    with pytest.raises(AsteriskMissing):
        find({"HOME": str(tmp_path)}, tmp_path)


def test_half_an_unpacked_folder_is_none(tmp_path: Path):
    prefix = tmp_path / ".cache/dispatch120/asterisk"
    unpack(prefix)
    (prefix / "usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2").unlink()
    with pytest.raises(AsteriskMissing):
        find({"HOME": str(tmp_path)}, tmp_path)


def test_one_that_is_named_is_not_replaced_by_another(tmp_path: Path):
    unpack(tmp_path / ".cache/dispatch120/asterisk")
    with pytest.raises(AsteriskMissing):
        find({"HOME": str(tmp_path), "ASTERISK": str(tmp_path / "none")}, tmp_path)
