from pathlib import Path

import pytest

from recorder.faults import FaultCode
from recorder.ingest.conditions import Conditions
from recorder.integrity.checkpoint import SigningKey
from recorder.integrity.courier import AWAY_AFTER_S, Courier, Delivery
from recorder.integrity.merkle import leaf_hash
from recorder.integrity.places import FolderPlace
from recorder.integrity.proof_folder import LineFile
from recorder.integrity.witness import CheckpointRefused, Witness
from tests.integration.recorder.workshop import TurnedClock

KEY, OTHER = SigningKey(bytes(range(32))), SigningKey(bytes(32))


def line(size: int, *, key: SigningKey = KEY, leaf: bytes = b"leaf", log: str = "node1") -> str:
    at = "2026-11-22T01:45:01.000000Z"
    return key.sign(log=log, size=size, root=leaf_hash(leaf), at=at, clock_offset_us=None).line


class Sending:
    """A recorder's checkpoints on the way to one folder."""

    def __init__(self, root: Path) -> None:
        self.shelf = root / "second"
        self.shelf.mkdir()
        self.lines = LineFile(root / "checkpoints.txt")
        self.clock = TurnedClock()
        self.conditions = Conditions(self.clock)
        self.restart()

    def restart(self) -> None:
        delivery = Delivery(FolderPlace(self.shelf), "node1", self.lines, KEY.public.raw)
        self.courier = Courier([delivery], self.clock, self.conditions)

    def work(self, *, after_s: float = 31.0) -> None:
        self.clock.turn(after_s)
        self.courier.work()

    def copied(self) -> list[str]:
        path = self.shelf / "node1.txt"
        return path.read_text().splitlines() if path.exists() else []

    def faults(self) -> list[FaultCode]:
        return [fault.code for fault in self.conditions.listed()]


@pytest.fixture
def sending(tmp_path: Path) -> Sending:
    return Sending(tmp_path)


def test_every_checkpoint_goes_to_the_second_place_in_order(sending: Sending):
    sending.lines.append([line(size) for size in range(1, 61)])
    sending.work()
    sending.lines.append([line(61)])
    sending.work()

    assert sending.copied() == [line(size) for size in range(1, 62)]
    (status,) = sending.courier.status()
    assert (status.kept, status.behind, status.disagrees) == (61, 0, False)


def test_a_place_that_is_away_is_behind_told_and_caught_up(sending: Sending):
    sending.shelf.rmdir()
    sending.lines.append([line(1), line(2)])
    sending.work()
    (status,) = sending.courier.status()
    assert (status.kept, status.behind, sending.faults()) == (None, 2, [])
    sending.work(after_s=AWAY_AFTER_S)
    assert sending.faults() == [FaultCode.SECOND_PLACE_AWAY]
    sending.shelf.mkdir()
    sending.work()

    assert sending.copied() == [line(1), line(2)]
    assert sending.faults() == []


def test_after_a_restart_nothing_is_sent_twice(sending: Sending):
    sending.lines.append([line(1)])
    sending.work()
    sending.restart()
    sending.lines.append([line(2)])
    sending.work()

    assert sending.copied() == [line(1), line(2)]


def test_checkpoints_that_were_written_anew_do_not_replace_the_copies(sending: Sending, tmp_path):
    sending.lines.append([line(1), line(2)])
    sending.work()
    (tmp_path / "checkpoints.txt").write_text(f"{line(1)}\n{line(2, leaf=b'forged')}\n")
    sending.lines = LineFile(tmp_path / "checkpoints.txt")
    sending.restart()
    sending.work()

    assert sending.faults() == [FaultCode.SECOND_PLACE_DISAGREES]
    assert sending.copied() == [line(1), line(2)]


def test_checkpoints_that_were_cut_are_seen_at_the_second_place(sending: Sending, tmp_path):
    sending.lines.append([line(1), line(2)])
    sending.work()
    (tmp_path / "checkpoints.txt").write_text(f"{line(1)}\n")
    sending.lines = LineFile(tmp_path / "checkpoints.txt")
    sending.restart()
    sending.work()

    assert sending.faults() == [FaultCode.SECOND_PLACE_DISAGREES]


def test_a_half_line_of_a_crash_stays_and_what_follows_is_a_line_of_its_own(tmp_path):
    path = tmp_path / "checkpoints.txt"
    path.write_text(f"{line(1)}\n{line(2)[:50]}")
    lines = LineFile(path)
    lines.append([line(2)])

    assert path.read_text().splitlines() == [line(1), line(2)[:50], line(2)]
    assert (lines.count, lines.last) == (3, line(2))


@pytest.mark.parametrize(
    ("first", "lines"),
    [
        (1, [line(2)]),
        (0, [line(2), line(1)]),
        (0, [line(1), line(1, leaf=b"forged")]),
        (0, [line(1, key=OTHER)]),
        (0, [line(1, log="node2")]),
    ],
)
def test_what_does_not_go_on_from_what_is_kept_is_refused(tmp_path, first, lines):
    witness = Witness(tmp_path)
    with pytest.raises(CheckpointRefused):
        witness.keep("node1", key=KEY.public.raw, first=first, lines=lines)

    assert witness.count("node1") == 0


def test_another_key_is_refused_and_what_contradicts_is_kept_beside(tmp_path):
    witness = Witness(tmp_path)
    witness.keep("node1", key=KEY.public.raw, first=0, lines=[line(1)])
    with pytest.raises(CheckpointRefused):
        witness.keep("node1", key=OTHER.public.raw, first=1, lines=[line(2, key=OTHER)])
    forged = line(1, leaf=b"forged")
    for _ in range(2):
        with pytest.raises(CheckpointRefused):
            witness.keep("node1", key=KEY.public.raw, first=0, lines=[forged])

    assert (tmp_path / "node1.refused").read_text() == f"{forged}\n"
    assert witness.last("node1") == line(1)


def test_repeating_changes_nothing(tmp_path):
    witness = Witness(tmp_path)
    counts = [
        witness.keep("node1", key=KEY.public.raw, first=0, lines=[line(1), line(2)])
        for _ in range(2)
    ]

    assert counts == [2, 2]
