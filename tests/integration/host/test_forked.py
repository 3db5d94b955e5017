"""A server that dies is there again at once; what cannot live is left to the runner."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dispatch.adapters.host.waiting import holds_within

PATIENCE_S = 10.0
PROGRAM = """
import os, signal, sys, time
from pathlib import Path
from dispatch.adapters.host.forked import serve_from_child

born, ended = Path(sys.argv[1]), Path(sys.argv[2])

def end(number, frame):
    ended.write_text(str(os.getpid()))
    sys.exit(7)

def work():
    signal.signal(signal.SIGTERM, end)
    with born.open("a") as file:
        file.write(f"{os.getpid()}\\n")
    while True:
        signal.pause()

sys.exit(serve_from_child(work, short_life_s=float(sys.argv[3])))
"""


class Family:
    """A parent that waits and the children it had."""

    def __init__(self, parent: subprocess.Popen[bytes], folder: Path) -> None:
        self.parent = parent
        self._born, self.ended = folder / "born", folder / "ended"

    def children(self) -> list[int]:
        return list(map(int, self._born.read_text().split())) if self._born.exists() else []

    def nth_child(self, count: int) -> int:
        assert holds_within(lambda: len(self.children()) >= count, PATIENCE_S)
        return self.children()[count - 1]


@contextmanager
def family(folder: Path, short_life_s: float) -> Iterator[Family]:
    words = [str(folder / "born"), str(folder / "ended"), str(short_life_s)]
    parent = subprocess.Popen([sys.executable, "-c", PROGRAM, *words])
    try:
        yield Family(parent, folder)
    finally:
        parent.kill()
        parent.wait()


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_child_that_was_killed_is_replaced_under_the_same_parent(tmp_path: Path):
    with family(tmp_path, short_life_s=0.0) as one:
        first = one.nth_child(1)
        os.kill(first, signal.SIGKILL)
        second = one.nth_child(2)
        assert second != first
        assert _is_alive(second)
        assert one.parent.poll() is None


def test_a_child_that_dies_young_is_left_to_the_runner(tmp_path: Path):
    with family(tmp_path, short_life_s=60.0) as one:
        os.kill(one.nth_child(1), signal.SIGKILL)
        assert one.parent.wait(PATIENCE_S) == 128 + signal.SIGKILL
        assert len(one.children()) == 1


@pytest.mark.parametrize("short_life_s", [0.0, 60.0])
def test_told_to_end_the_child_ends_in_its_own_order_and_none_follows(
    tmp_path: Path, short_life_s: float
):
    with family(tmp_path, short_life_s) as one:
        child = one.nth_child(1)
        one.parent.terminate()
        assert one.parent.wait(PATIENCE_S) == 7
        assert one.ended.read_text() == str(child)
        assert len(one.children()) == 1


def test_no_child_outlives_its_parent(tmp_path: Path):
    with family(tmp_path, short_life_s=0.0) as one:
        child = one.nth_child(1)
        one.parent.kill()
        assert holds_within(lambda: not _is_alive(child), PATIENCE_S)
