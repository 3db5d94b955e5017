"""Every row that says it has a file has it, and every file of the store has its row."""

from datetime import UTC, datetime

import pytest

from recorder.archive.layout import Form
from recorder.inventory import inventory
from recorder.inventory.inventory import Inventory
from recorder.names import RecordingName
from tests.integration.recorder.workshop import NAME, Workshop, voice

pytestmark = pytest.mark.mission("A29", "A64")


def name_of_day(day: int) -> RecordingName:
    epoch = int(datetime(2026, 11, day, 1, 45, 1, tzinfo=UTC).timestamp())
    return RecordingName.parse(f"202611{day:02}-014501-node1-{epoch}.1")


def keep(workshop: Workshop, *names: RecordingName) -> Inventory:
    for seed, name in enumerate(names):
        workshop.write_call(name, rx=voice(seed, 0.3), tx=voice(seed + 50, 0.3))
    workshop.work()
    return Inventory(workshop.journal, workshop.store, workshop.conditions)


def test_a_store_that_is_whole_has_nothing_to_say(workshop: Workshop) -> None:
    taken = keep(workshop, NAME).take()
    assert [(one.day, one.rows, one.lost, one.unowned) for one in taken] == [
        ("20261122", 1, (), ())
    ]
    assert workshop.faults() == []


def test_a_file_that_is_gone_is_named_until_it_is_back(workshop: Workshop) -> None:
    look = keep(workshop, NAME)
    path = workshop.store.get(NAME, Form.MASTER)
    aside = path.rename(path.parents[4] / "aside")
    look.take()
    assert workshop.faults() == [(NAME.text, "file_lost")]
    aside.rename(path)
    look.take()
    assert workshop.faults() == []


def test_a_file_that_is_cut_short_is_named(workshop: Workshop) -> None:
    look = keep(workshop, NAME)
    path = workshop.store.get(NAME, Form.MASTER)
    path.write_bytes(path.read_bytes()[:-1])
    assert look.take()[0].lost == (NAME.text,)
    assert workshop.faults() == [(NAME.text, "file_lost")]


def test_a_whole_day_that_is_gone_is_named(workshop: Workshop) -> None:
    days = [name_of_day(day) for day in (1, 2, 3, 4)]
    look = keep(workshop, *days)
    workshop.store.get(days[0], Form.MASTER).parent.rename(workshop.folder / "elsewhere")
    look.take()
    assert workshop.faults() == [(days[0].text, "file_lost")]


def test_a_file_without_a_row_is_told_and_one_half_written_is_not(workshop: Workshop) -> None:
    look = keep(workshop, NAME)
    folder = workshop.store.get(NAME, Form.MASTER).parent
    (folder / "half.flac.part").write_bytes(b"x")
    assert look.take()[0].unowned == ()
    stray = folder / f"{name_of_day(22).text}9.flac"
    stray.write_bytes(b"x")
    assert look.take()[0].unowned == (stray.name,)
    assert workshop.faults() == [(None, "file_unowned")]
    stray.unlink()
    look.take()
    assert workshop.faults() == []


def test_of_many_days_the_newest_are_seen_each_time_and_the_others_in_turn(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inventory, "ROWS_A_LOOK", 3)
    look = keep(workshop, *(name_of_day(day) for day in range(1, 7)))
    seen = [[one.day[-2:] for one in look.take()] for _ in range(5)]
    assert seen == [["06", "05", day] for day in ("04", "03", "02", "01", "04")]
