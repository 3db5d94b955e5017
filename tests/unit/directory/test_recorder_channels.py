"""Line and radio inputs of all recorders are asked as one, and their faults become lamps."""

import httpx2
import pytest

from dispatch.bootstrap.watch_lamps import find_channels
from dispatch.domain.part import PartState
from dispatch.ports.recorder_channels import ChannelNotFound
from dispatch.ports.recordings import RecorderAway
from tests.unit.directory.test_recorder import Answer, away, recordings

NOW = "2026-11-22T12:00:00Z"


def fault(code: str, channel: str | None) -> dict[str, object]:
    return {"recording": None, "code": code, "raised_at": NOW, "channel": channel}


def health(*faults: dict[str, object]) -> httpx2.Response:
    told = {"writing": 0, "backlog": 0, "faults": faults, "free_bytes": 1, "index": "ok"}
    return httpx2.Response(200, json=told)


FAULTS = (
    fault("channel_stranger", "电台一"),
    fault("channel_dead", "电台一"),
    fault("channel_silent", "电台二"),
    fault("clock_off", None),
)


@pytest.mark.mission("A91")
async def test_each_faulty_channel_is_a_lamp_of_its_own_with_its_worst_fault():
    asked = recordings(node1=lambda _: health(*FAULTS))
    told = await asked.health("node1")
    assert find_channels(asked) == {
        "channel:电台一": (PartState.FAILED, "channel_dead"),
        "channel:电台二": (PartState.DEGRADED, "channel_silent"),
    }
    assert list(told.faults) == ["clock_off"]


async def test_a_recorder_that_is_away_says_nothing_of_its_channels():
    answers: list[Answer] = [away, lambda _: health(*FAULTS)]

    def answer(request: httpx2.Request) -> httpx2.Response:
        return answers.pop()(request)

    asked = recordings(node1=answer)
    await asked.health("node1")
    with pytest.raises(RecorderAway):
        await asked.health("node1")
    assert find_channels(asked) == {}


async def test_channels_of_a_recorder_that_is_away_are_not_passed_over():
    found = await recordings(
        node1=lambda _: httpx2.Response(200, json={"channels": []}), node2=away
    ).list_channels()
    assert (list(found.channels), list(found.away)) == ([], ["node2"])


async def test_a_test_of_a_channel_nobody_has_is_refused():
    asked = recordings(node1=lambda _: httpx2.Response(404, json={"code": "channel_not_found"}))
    with pytest.raises(ChannelNotFound):
        await asked.test_channel("node1", "radio-9")
