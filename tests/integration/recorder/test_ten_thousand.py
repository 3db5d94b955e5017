"""Acceptance: among ten thousand recordings each of five acts is named, exactly and alone."""

import shutil
from pathlib import Path

import pytest

from recorder.integrity.copies import HERE, file_copy
from recorder.integrity.verify import Evidence, Summary, count_lines
from recorder.integrity.verify import verify as find_differences
from recorder.storage.journal_reader import read_journal
from tests.integration.recorder.many import name_of_many, store_many
from tests.integration.recorder.sealing import KEY, Sealing

COUNT = 10_000


@pytest.fixture(scope="module")
def many(tmp_path_factory) -> Sealing:
    made = store_many(tmp_path_factory.mktemp("many"), COUNT)
    made.workshop.clock.turn(3600)
    return made


def verify(many: Sealing) -> list[dict[str, object]]:
    folder = many.workshop.folder
    with read_journal(folder / "journal.sqlite") as journal:
        evidence = Evidence(
            log="node1",
            log_path=many.folder.log,
            store=folder / "store",
            journal=journal,
            leaves=count_lines(many.folder.log),
            here=file_copy(HERE, many.folder.checkpoints),
            copies=[],
            keys=[KEY.public],
            now=many.workshop.clock.now(),
        )
        steps: list[int] = []
        found = find_differences(evidence, Summary(), lambda done, _of: steps.append(done))
        told = [finding.told() for finding in found]
    assert steps[-1] <= COUNT
    return told


def flip_a_bit(many: Sealing, number: int) -> None:
    path = many.master(name_of_many(number))
    data = bytearray(path.read_bytes())
    data[len(data) * 3 // 4] ^= 1
    path.write_bytes(data)


@pytest.mark.mission("A76")
def test_five_acts_among_ten_thousand_recordings_are_each_named(many: Sealing, tmp_path: Path):
    assert verify(many) == []
    names = [name_of_many(number).text for number in (100, 200)]
    flip_a_bit(many, 4321)
    many.edit(
        f"DELETE FROM recording WHERE name = '{name_of_many(777).text}'",
        f"""UPDATE recording SET ended_at = (SELECT sum(other.ended_at) FROM recording other
        WHERE other.name IN ('{names[0]}', '{names[1]}')) - ended_at
        WHERE name IN ('{names[0]}', '{names[1]}')""",
    )
    found = {str(one["code"]): one for one in verify(many)}
    assert set(found) == {"changed", "removed", "swapped"}
    assert found["changed"]["recording"] == name_of_many(4321).text
    assert found["removed"]["recording"] == name_of_many(777).text
    assert (found["swapped"]["what"], found["swapped"]["recordings"]) == ("ended_at", names)

    shutil.copy(many.folder.log, tmp_path / "log")
    lines = many.folder.log.read_bytes().splitlines(keepends=True)
    many.folder.log.write_bytes(b"".join(lines[:9_990]))
    cut = [one for one in verify(many) if one["code"] not in found]
    assert [(one["code"], one["leaves"], one["signed"]) for one in cut] == [
        ("log_cut", 9_990, COUNT)
    ]

    shutil.copy(tmp_path / "log", many.folder.log)
    many.edit("DELETE FROM recording WHERE leaf_n >= 9000", "DELETE FROM leaf WHERE n >= 9000")
    back = [one for one in verify(many) if one["code"] not in found]
    assert [(one["code"], one["journal_leaves"], one["count"]) for one in back] == [
        ("database_rolled_back", 9_000, 1_000)
    ]
