"""What is done to the evidence by somebody who has the machine, and what verify says of it."""

import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from recorder.errors import JournalUnusable
from recorder.integrity.checkpoint import SigningKey
from recorder.integrity.copies import HERE, file_copy
from recorder.integrity.manifest import Deletion, canonical
from recorder.integrity.seal_log import to_line
from recorder.integrity.verify import Evidence, Summary, count_lines
from recorder.integrity.verify import verify as find_differences
from recorder.storage.journal_reader import read_journal
from tests.integration.recorder.sealing import KEY, Sealing
from tests.integration.recorder.workshop import Workshop, name_of, voice

CALLS = 6
SECONDS = 25.0
Found = list[dict[str, Any]]


class Scene:
    """Six sealed calls, a checkpoint after three and after six, and a copy of both elsewhere."""

    def __init__(self, sealing: Sealing, shelf: Path) -> None:
        self.sealing = sealing
        self.copy = shelf / "copy.txt"
        for first in (1, 4):
            sealing.record(*range(first, first + 3), seconds=SECONDS)
            sealing.sealer.sign()
            sealing.workshop.clock.turn(30)
        shutil.copy(sealing.folder.checkpoints, self.copy)
        sealing.workshop.clock.turn(3600)

    def verify(self, *, copies: bool = True) -> Found:
        sealing = self.sealing
        with read_journal(sealing.workshop.folder / "journal.sqlite") as journal:
            evidence = Evidence(
                log="node1",
                log_path=sealing.folder.log,
                store=sealing.workshop.folder / "store",
                journal=journal,
                leaves=count_lines(sealing.folder.log),
                here=file_copy(HERE, sealing.folder.checkpoints),
                copies=[file_copy("second", self.copy)] if copies else [],
                keys=[KEY.public],
                now=sealing.workshop.clock.now(),
            )
            found = find_differences(evidence, Summary(), lambda _done, _of: None)
            return [finding.told() for finding in found]

    def lines(self) -> list[bytes]:
        return self.sealing.folder.log.read_bytes().splitlines(keepends=True)

    def write_lines(self, lines: list[bytes]) -> None:
        self.sealing.folder.log.write_bytes(b"".join(lines))

    def forge_leaf(self, n: int, **facts: object) -> bytes:
        return to_line(canonical(self.sealing.leaves()[n].facts | facts))

    def sql(self, *statements: str) -> None:
        self.sealing.edit(*statements)


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> Path:
    root = Path(tmp_path_factory.mktemp("kept"))
    workshop = Workshop.open(root)
    Scene(Sealing.of(workshop), root)
    workshop.journal.close()
    return root


@pytest.fixture
def scene(kept: Path, tmp_path: Path):
    shutil.copytree(kept, tmp_path / "scene")
    workshop = Workshop.open(tmp_path / "scene")
    workshop.clock.turn(3660)
    made = Scene.__new__(Scene)
    made.sealing, made.copy = Sealing.of(workshop), tmp_path / "scene" / "copy.txt"
    yield made
    workshop.journal.close()


def only(found: Found) -> dict[str, Any]:
    assert len(found) == 1, found
    return found[0]


def text(serial: int) -> str:
    return name_of(serial).text


def test_nothing_is_found_where_nothing_was_done(scene: Scene):
    assert scene.verify() == []


@pytest.mark.parametrize(("part", "chunk"), [(0.1, 0), (0.6, 1), (0.95, 2)])
def test_one_flipped_bit_is_named_by_recording_and_ten_seconds(scene: Scene, part, chunk):
    path = scene.sealing.master(name_of(3))
    data = bytearray(path.read_bytes())
    data[int(len(data) * part)] ^= 4
    path.write_bytes(data)
    found = only(scene.verify())
    leaf = scene.sealing.leaves()[2]

    assert (found["code"], found["recording"], found["n"]) == ("changed", text(3), 2)
    assert found["sealed"] == leaf.facts["flac_sha256"] != found["found"]
    (named,) = found["chunks"]
    assert (named["chunk"], named["from_s"]) == (chunk, 10 * chunk)
    assert named["sealed"] == leaf.facts["chunks"][chunk] != named["found"]


def test_another_sound_that_decodes_is_named_with_both_fingerprints(scene: Scene):
    shutil.copy(scene.sealing.master(name_of(1)), scene.sealing.master(name_of(2)))
    found = only(scene.verify())

    assert (found["code"], found["recording"]) == ("changed", text(2))
    assert [one["chunk"] for one in found["chunks"]] == [0, 1, 2]
    assert all(one["found"] for one in found["chunks"])


def test_two_masters_in_each_others_place_are_one_swap(scene: Scene):
    one, other = scene.sealing.master(name_of(1)), scene.sealing.master(name_of(2))
    data = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(data)
    found = only(scene.verify())

    assert (found["code"], found["what"]) == ("swapped", "master")
    assert found["recordings"] == [text(1), text(2)]


@pytest.mark.parametrize("removed", ["row", "master"])
def test_a_removed_row_or_file_is_named(scene: Scene, removed):
    if removed == "row":
        scene.sql(f"DELETE FROM recording WHERE name = '{text(2)}'")
    else:
        scene.sealing.master(name_of(2)).unlink()
    found = only(scene.verify())

    assert (found["code"], found["what"]) == ("removed", removed)
    assert (found["recording"], found["n"]) == (text(2), 1)


@pytest.mark.parametrize("field", ["started_at", "first_seen_at", "ended_at", "settled_at"])
def test_a_changed_time_is_named_with_both_values(scene: Scene, field):
    scene.sql(f"UPDATE recording SET {field} = 1795311000000000 WHERE name = '{text(5)}'")
    found = only(scene.verify())

    assert (found["code"], found["recording"], found["field"]) == ("retimed", text(5), field)
    assert found["found"] == "2026-11-22T01:30:00.000000Z"
    assert found["sealed"] == scene.sealing.leaves()[4].facts[field]


def test_two_swapped_times_are_one_swap(scene: Scene):
    names = f"name IN ('{text(2)}', '{text(5)}')"
    scene.sql(
        f"""UPDATE recording SET ended_at = (SELECT sum(other.ended_at) FROM recording other
        WHERE other.{names}) - ended_at WHERE {names}"""
    )
    found = only(scene.verify())

    assert (found["code"], found["what"]) == ("swapped", "ended_at")
    assert found["recordings"] == [text(2), text(5)]


def test_a_changed_fact_of_the_row_is_named(scene: Scene):
    scene.sql(f"UPDATE recording SET frames = 1 WHERE name = '{text(4)}'")
    found = only(scene.verify())

    assert (found["code"], found["field"], found["found"]) == ("row_changed", "frames", 1)


def test_a_row_that_was_put_in_is_named_and_its_file(scene: Scene):
    invented = name_of(99).text
    scene.sql(
        f"""INSERT INTO recording (name, exchange, state, started_at, first_seen_at, settled_at)
        VALUES ('{invented}', 'node1', 'STORED', 0, 0, 1795311000000000)"""
    )
    path = scene.sealing.master(name_of(99))
    path.write_bytes(b"invented")

    assert [(one["code"], one["what"]) for one in scene.verify()] == [
        ("added", "row"),
        ("added", "file"),
    ]


def test_a_log_that_was_cut_is_named_with_what_it_lacks(scene: Scene):
    scene.write_lines(scene.lines()[:4])
    found = only(scene.verify())

    assert (found["code"], found["leaves"], found["acknowledged"]) == ("log_cut", 4, 6)
    assert (found["signed"], found["recordings"]) == (6, [text(5), text(6)])


def test_a_line_taken_from_the_middle_is_the_only_thing_named(scene: Scene):
    lines = scene.lines()
    scene.write_lines(lines[:2] + lines[3:])
    found = only(scene.verify())

    assert (found["code"], found["what"], found["n"]) == ("removed", "leaf", 2)
    assert found["recording"] == text(3)


def test_a_line_put_into_the_middle_is_the_only_thing_named(scene: Scene):
    lines = scene.lines()
    scene.write_lines([*lines[:2], lines[0], *lines[2:]])
    found = only(scene.verify())

    assert (found["code"], found["what"], found["line"]) == ("added", "leaf", 2)


def test_a_line_that_is_no_leaf_any_more_is_named(scene: Scene):
    lines = scene.lines()
    lines[1] = lines[1].replace(b'"frames":200000', b'"frames":200001')
    scene.write_lines(lines)
    found = only(scene.verify())

    assert (found["code"], found["n"], found["recording"]) == ("log_damaged", 1, text(2))
    assert found["stated"] == found["journal"] != found["found"]


def test_a_leaf_that_was_forged_with_its_hash_is_named_and_what_it_claims(scene: Scene):
    lines = scene.lines()
    lines[1] = scene.forge_leaf(1, ended_at="2026-11-22T01:30:00.000000Z")
    scene.write_lines(lines)
    rewritten, retimed = sorted(scene.verify(), key=lambda one: str(one["code"]))

    assert (rewritten["code"], rewritten["n"], rewritten["where"]) == ("log_rewritten", 1, "log")
    assert (retimed["code"], retimed["field"]) == ("retimed", "ended_at")
    assert retimed["sealed"] == "2026-11-22T01:30:00.000000Z"


def test_a_history_forged_in_log_and_journal_is_caught_by_the_signature(scene: Scene):
    lines = scene.lines()
    lines[4] = scene.forge_leaf(4, ended_at="2026-11-22T01:30:00.000000Z")
    scene.write_lines(lines)
    forged = lines[4].split(b" ")[0].decode()
    scene.sql(
        f"UPDATE leaf SET hash = '{forged}' WHERE n = 4",
        "UPDATE recording SET ended_at = 1795311000000000 WHERE leaf_n = 4",
    )
    found = only(scene.verify())

    assert (found["code"], found["from_n"], found["before_n"]) == ("log_rewritten", 3, 6)


def test_a_seal_changed_in_the_journal_alone_is_told_as_that(scene: Scene):
    scene.sql(f"UPDATE leaf SET hash = '{'0' * 64}' WHERE n = 2")
    found = only(scene.verify())

    assert (found["code"], found["where"], found["n"]) == ("seal_changed", "journal", 2)


def test_a_database_that_was_rolled_back_is_named_with_what_it_forgot(scene: Scene):
    scene.sql("DELETE FROM leaf WHERE n >= 2", "DELETE FROM recording WHERE leaf_n >= 2")
    found = only(scene.verify())

    assert (found["code"], found["journal_leaves"]) == ("database_rolled_back", 2)
    assert (found["log_leaves"], found["signed"], found["count"]) == (6, 6, 4)
    assert found["recordings"] == [text(serial) for serial in (3, 4, 5, 6)]


def test_everything_rolled_back_together_is_named_by_the_second_place(scene: Scene):
    lines = scene.sealing.folder.checkpoints.read_text().splitlines(keepends=True)
    scene.sealing.folder.checkpoints.write_text(lines[0])
    scene.write_lines(scene.lines()[:3])
    scene.sql("DELETE FROM leaf WHERE n >= 3", "DELETE FROM recording WHERE leaf_n >= 3")
    for serial in (4, 5, 6):
        scene.sealing.master(name_of(serial)).unlink()
        scene.sealing.master(name_of(serial)).with_suffix(".peaks").unlink()
    removed, cut = scene.verify()

    assert (removed["code"], removed["place"], removed["line"]) == (
        "checkpoint_removed",
        "second",
        1,
    )
    assert (cut["code"], cut["leaves"], cut["signed"]) == ("log_cut", 3, 6)
    assert scene.verify(copies=False) == []


def test_a_forged_checkpoint_is_named(scene: Scene):
    lines = scene.sealing.folder.checkpoints.read_text().splitlines()
    forged = lines[1][:-10] + "AAAAAAAA=="
    scene.sealing.folder.checkpoints.write_text(f"{lines[0]}\n{forged}\n")

    assert [(one["code"], one["place"], one["line"]) for one in scene.verify()] == [
        ("checkpoint_forged", HERE, 1),
        ("checkpoint_changed", "second", 1),
    ]


def test_a_checkpoint_by_another_key_is_forged_whatever_it_says(scene: Scene):
    other = SigningKey(bytes(32)).sign(
        log="node1", size=7, root=bytes(32), at="2026-11-22T01:45:01.000000Z", clock_offset_us=None
    )
    with scene.sealing.folder.checkpoints.open("a") as file:
        file.write(other.line + "\n")
    found = only(scene.verify())

    assert (found["code"], found["line"], found["says"]) == ("checkpoint_forged", 2, other.line)


def test_a_recording_that_was_deleted_with_a_tombstone_is_no_finding(scene: Scene):
    scene.sealing.seal()
    scene.sealing.sealer.bury(name_of(2), Deletion("1001", "retention"))
    scene.sealing.master(name_of(2)).unlink()

    assert scene.verify() == []


def test_what_waits_too_long_for_its_seal_is_told(scene: Scene):
    sealing = scene.sealing
    sealing.workshop.write_call(name_of(7), rx=voice(7, 0.5), tx=voice(8, 0.5))
    sealing.workshop.work()
    assert scene.verify() == []
    sealing.workshop.clock.turn(120)
    found = only(scene.verify())

    assert (found["code"], found["recording"]) == ("unsealed", text(7))


def test_what_a_crash_left_unacknowledged_is_no_finding(scene: Scene):
    scene.sealing.record(7)
    scene.sql("DELETE FROM leaf WHERE n = 6", "UPDATE recording SET leaf_n = NULL WHERE leaf_n = 6")

    assert scene.verify() == []


def test_verify_writes_nothing_and_reads_a_disc_that_cannot_be_written(scene: Scene):
    folder = scene.sealing.workshop.folder
    scene.sealing.workshop.journal.close()
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        assert scene.verify() == []
        assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    finally:
        for path in [folder, *folder.rglob("*")]:
            path.chmod(0o700 if path.is_dir() else 0o600)


def test_findings_are_json(scene: Scene):
    scene.write_lines(scene.lines()[:4])

    assert json.loads(json.dumps(scene.verify()))[0]["code"] == "log_cut"


def test_a_journal_without_seals_is_refused_with_one_sentence(tmp_path):
    sqlite3.connect(tmp_path / "journal.sqlite").close()
    with (
        pytest.raises(JournalUnusable, match="start its recorder once"),
        read_journal(tmp_path / "journal.sqlite"),
    ):
        pass
