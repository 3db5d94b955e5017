"""A state folder deep down the disk loses no recording on a real Asterisk, or is refused."""

import os
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import soundfile

from dispatch.adapters.asterisk.dialplan.plan import MONITOR
from dispatch.adapters.asterisk.dialplan.safe import LONGEST_PATH_BYTES, PathTooLong
from dispatch.adapters.asterisk.node import point_at
from dispatch.domain.conference import Role
from dispatch.domain.conference_signal import MemberCame
from dispatch.simulator.phone.g711 import RATE_HZ
from dispatch.simulator.phone.leg import LegState
from tests.integration.exchange.hearing import FULL, level
from tests.integration.exchange.rooms import CALLER, OTHER, PITCHES, SEAT, talk_for_a_room
from tests.integration.exchange.running import RunningExchange, make_node, until


def deep_folder(folder: Path, length: int) -> Path:
    """A folder whose path has exactly so many bytes, some of them Chinese."""
    path = folder / "急救中心"
    while (left := length - len(os.fsencode(path)) - 1) > 0:
        path /= "d" * (left if left <= 100 else 60)
    path.mkdir(parents=True)
    return path


@pytest.fixture
async def deep(short_folder: Path) -> AsyncIterator[RunningExchange]:
    """An exchange with the longest paths that are let pass."""
    home = deep_folder(short_folder / "h", LONGEST_PATH_BYTES)
    recordings = deep_folder(short_folder / "r", LONGEST_PATH_BYTES)
    node = replace(make_node(short_folder), home=home, recordings=recordings)
    running = RunningExchange(node)
    await running.start()
    yield running
    await running.stop()


@pytest.mark.mission("B21", "A73")
async def test_a_conference_is_recorded_and_marked_as_done_however_long_the_path(
    deep: RunningExchange,
):
    folder = deep.node.recordings
    async with talk_for_a_room(deep) as room:
        await room.open(held=False)
        await room.ear.wait_for(MemberCame, member_id=room.members[CALLER])
        await room.comes(OTHER, await room.invite_number(OTHER, "110", Role.OUTSIDE))
        await room.ear.wait_for(MemberCame, member_id=room.members[OTHER])
        await room.measure()
        await room.control.end(room.id, room.unique_id)
        await room.legs[CALLER].wait_for(LegState.ENDED)
        await until((folder / f"{room.mix}.done").exists)
        await until(lambda: len(list(folder.glob("*.done"))) == len(room.legs) + 1)
    assert (folder / f"{room.mix}-rx.wav").exists()
    mix, _ = soundfile.read(folder / f"{room.mix}-tx.wav", dtype="int16")
    end = mix[-RATE_HZ:][: RATE_HZ // 2]
    assert min(level(PITCHES[name], end) for name in (CALLER, SEAT, OTHER)) > FULL


@pytest.mark.parametrize("which", ["home", "recordings"])
def test_a_longer_path_is_refused_and_named(short_folder: Path, which: str):
    folder = Path("/" + "x" * LONGEST_PATH_BYTES)
    node = make_node(short_folder)
    node = replace(node, home=folder) if which == "home" else replace(node, recordings=folder)
    with pytest.raises(PathTooLong) as refusal:
        node.write_files()
    assert refusal.value.parameters["path"] == str(folder)


def test_the_link_for_conferences_follows_recordings_that_move(short_folder: Path):
    node = make_node(short_folder)
    (node.home / MONITOR).mkdir(parents=True)
    node.write_files()
    assert (node.home / MONITOR).readlink() == node.recordings
    point_at(node.home / MONITOR, short_folder)
    assert (node.home / MONITOR).readlink() == short_folder
    node.write_files()
    assert (node.home / MONITOR).readlink() == node.recordings
