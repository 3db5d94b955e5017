"""Backup and restore of a whole centre, with the machine's real PostgreSQL."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest

from dispatch.adapters.host.account import choose_account
from dispatch.adapters.host.backup import DUMP, RECORDINGS
from dispatch.adapters.host.cluster import Cluster
from dispatch.adapters.host.layout import Layout
from dispatch.adapters.host.refusal import Refusal
from dispatch.cli.preparing import bring_up_to_date, prepare, private_cluster, running_cluster
from dispatch.cli.saving import restore_centre, save_centre
from dispatch.config import load_settings

NAME = "dispatch120"


def _cluster(layout: Layout) -> Cluster:
    port = load_settings(layout.state).boot.database.port
    return private_cluster(layout, choose_account(layout.state), port=port)


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="d120-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        yield folder


@pytest.fixture(scope="module")
def layout(place: Path) -> Layout:
    """A prepared centre whose database remembers one thing, with one recording on the disk."""
    layout = Layout(place / "var")
    layout.supervisor.mkdir(parents=True)
    prepare(layout, "demo", any_ports=True)
    cluster = _cluster(layout)
    with running_cluster(layout, cluster):
        bring_up_to_date(layout, cluster, NAME)
        with psycopg.connect(cluster.dsn(NAME)) as connection:
            connection.execute("create table dispatch.kept as select '幸福里小区' as place")
    audio = layout.recorder("node1") / "store" / "a.flac"
    audio.parent.mkdir()
    audio.write_bytes(b"fLaC" * 100)
    region = layout.state / "gis" / "suhe-2"
    region.mkdir(parents=True)
    (region / "graph.npz").write_bytes(b"roads")
    (region.parent / "current.json").write_text('{"graph": "suhe-2/graph.npz"}')
    return layout


@pytest.fixture(scope="module")
def saved(layout: Layout, place: Path) -> Path:
    """A backup; tests that damage it take a copy."""
    return save_centre(layout, place / "saved", with_audio=False)[0]


def _ask(layout: Layout, query: LiteralString) -> object:
    with (
        running_cluster(layout, _cluster(layout)) as cluster,
        psycopg.connect(cluster.dsn(NAME)) as connection,
    ):
        row = connection.execute(query).fetchone()
    assert row
    return row[0]


def test_a_restored_centre_has_all_and_is_a_new_incarnation(
    layout: Layout, saved: Path, short_folder: Path
) -> None:
    restore_centre(other := Layout(short_folder / "other"), saved)
    query = "select place || incarnation from dispatch.kept, dispatch.event_head"
    before, after = str(_ask(layout, query)), str(_ask(other, query))
    assert before[:5] == after[:5] == "幸福里小区"
    assert before != after
    assert (other.state / "gis" / "suhe-2" / "graph.npz").read_bytes() == b"roads"


def test_recordings_are_listed_or_copied(layout: Layout, saved: Path, short_folder: Path) -> None:
    copied, found = save_centre(layout, short_folder / "copied", with_audio=True)
    assert (found.recordings, found.bytes_) == (1, 400)
    assert "recorder/node1/store/a.flac" in (saved / RECORDINGS).read_text()
    assert not (saved / "recorder").exists()
    assert (copied / "recorder" / "node1" / "store" / "a.flac").stat().st_size == 400


def test_a_damaged_backup_is_refused_and_leaves_nothing(layout: Layout, short_folder: Path) -> None:
    folder, _ = save_centre(layout, short_folder / "saved", with_audio=False)
    dump = bytearray((folder / DUMP).read_bytes())
    dump[len(dump) // 2] ^= 1
    (folder / DUMP).write_bytes(dump)
    other = Layout(short_folder / "other")
    with pytest.raises(Refusal, match="backup_damaged"):
        restore_centre(other, folder)
    assert not other.state.exists()


def test_a_restore_that_fails_half_way_leaves_nothing(
    saved: Path, short_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: str) -> None:
        raise psycopg.OperationalError("the disk is full")

    monkeypatch.setattr("dispatch.cli.saving.new_incarnation", fail)
    other = Layout(short_folder / "other")
    with pytest.raises(Refusal, match="restore_failed"):
        restore_centre(other, saved)
    assert list(other.state.iterdir()) == []


def test_a_centre_is_never_overwritten(layout: Layout, saved: Path) -> None:
    with pytest.raises(Refusal, match="state_in_use"):
        restore_centre(layout, saved)


def test_a_backup_never_overwrites_another(layout: Layout, saved: Path) -> None:
    with pytest.raises(Refusal, match="backup_exists"):
        save_centre(layout, saved, with_audio=False)


def test_a_backup_that_fails_leaves_nothing(
    layout: Layout, short_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dispatch.adapters.host.backup._seal", fail)
    with pytest.raises(Refusal, match="backup_failed"):
        save_centre(layout, short_folder / "saved", with_audio=False)
    assert not list(short_folder.glob("saved*"))


def test_no_centre_no_backup(short_folder: Path) -> None:
    with pytest.raises(Refusal, match="no_centre"):
        save_centre(Layout(short_folder / "nothing"), None, with_audio=False)
