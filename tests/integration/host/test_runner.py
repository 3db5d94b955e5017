"""The runner, with real processes that stand for the parts."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from dispatch.adapters.host.account import Account
from dispatch.adapters.host.layout import Layout, make_folders, remove_socket_folder
from dispatch.adapters.host.locks import find_holder, is_held
from dispatch.adapters.host.part import Part
from dispatch.adapters.host.refusal import Refusal
from dispatch.adapters.host.runner import Runner
from dispatch.adapters.host.waiting import holds_within

TELLS_WHEN_IT_ENDS = (
    """trap 'echo "$0" >> {trace}; exit 0' TERM INT; while :; do sleep 0.05; done"""
)


@pytest.fixture
def layout(short_folder: Path) -> Iterator[Layout]:
    layout = Layout(short_folder / "var")
    make_folders(layout, Account((), os.geteuid(), os.getegid()), ("node1",))
    yield layout
    remove_socket_folder(layout)


@pytest.fixture
def trace(short_folder: Path) -> Path:
    return short_folder / "trace"


@pytest.fixture
def runner(layout: Layout, trace: Path) -> Iterator[Runner]:
    script = TELLS_WHEN_IT_ENDS.format(trace=trace)
    parts = [
        Part("server", ("sh", "-c", script, "100% of a; server"), 40),
        Part("database", ("sh", "-c", script, "database"), 10, "INT"),
    ]
    runner = Runner(layout, parts)
    yield runner
    runner.stop()


def _pid(layout: Layout, part: str) -> int | None:
    lock = layout.lock(part)
    return find_holder(lock) if is_held(lock) else None


def _all_alive(layout: Layout) -> bool:
    return None not in {_pid(layout, "server"), _pid(layout, "database")}


def test_what_dies_is_started_again(runner: Runner, layout: Layout) -> None:
    runner.start()
    runner.start_rest()
    assert holds_within(lambda: _all_alive(layout), 10)
    first = _pid(layout, "server")
    assert first
    os.kill(first, signal.SIGKILL)
    assert holds_within(lambda: _pid(layout, "server") not in {None, first}, 10)


def test_parts_stop_in_order_the_database_last(runner: Runner, layout: Layout, trace: Path) -> None:
    runner.start()
    runner.start_rest()
    assert holds_within(lambda: _all_alive(layout), 10)
    runner.stop()
    assert trace.read_text().splitlines() == ["100% of a; server", "database"]
    assert runner.find_pid() is None


def test_a_part_that_is_not_started_yet_stays_down(runner: Runner, layout: Layout) -> None:
    runner.start()
    runner.start_part("database")
    assert holds_within(lambda: _pid(layout, "database") is not None, 10)
    states = {one.name: one.state for one in runner.list_states()}
    assert states == {"database": "RUNNING", "server": "STOPPED"}


def test_parts_outlive_a_killed_runner_and_are_found(runner: Runner, layout: Layout) -> None:
    process = runner.start()
    runner.start_rest()
    assert holds_within(lambda: _all_alive(layout), 10)
    process.kill()
    process.wait(10)
    assert sorted(runner.list_left_over()) == ["database", "server"]


def test_parts_of_a_killed_runner_are_stopped_in_order(
    runner: Runner, layout: Layout, trace: Path
) -> None:
    process = runner.start()
    runner.start_rest()
    assert holds_within(lambda: _all_alive(layout), 10)
    process.kill()
    process.wait(10)
    runner.stop()
    assert trace.read_text().splitlines() == ["100% of a; server", "database"]
    assert runner.list_left_over() == []


def test_a_second_runner_never_starts_beside_a_living_one(runner: Runner, layout: Layout) -> None:
    process = runner.start()
    with pytest.raises(Refusal, match="already_running"):
        Runner(layout, []).start()
    assert runner.find_pid() == process.pid
