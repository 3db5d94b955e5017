"""The technician sees every line and radio input of the recorders, and has it tested."""

import pytest

from dispatch.domain.people import Role
from dispatch.ports.recorder_channels import RecorderChannel
from tests.integration.directory.conftest import Centre
from tests.unit.memory_recorder_channels import MemoryRecorderChannels

RADIO = RecorderChannel(
    exchange="node1",
    number=3,
    name="radio-1",
    label="电台一",
    kind="rtp",
    start="voice",
    alive=True,
    recording="20261122-014501-node1-1795311901.9003000000",
    level_dbfs=-21.5,
    sound_at=None,
    packets=50,
    lost=1,
    late=0,
    duplicate=0,
    strangers=0,
    frames_kept=8000,
    frames_unwritten=0,
    digest="0123456789abcdef",
    testing=False,
    test="found",
    tested_at=None,
    faults=("channel_silent",),
)


@pytest.fixture
def inputs(centre: Centre) -> MemoryRecorderChannels:
    made: MemoryRecorderChannels = centre.app.state.context.recorder_channels
    made.channels.append(RADIO)
    return made


async def test_every_input_is_shown_with_its_level_and_faults(
    centre: Centre, inputs: MemoryRecorderChannels
) -> None:
    inputs.away = ("node2",)
    told = (await centre.by(Role.ADMINISTRATOR).get("/recorder-channels")).json()
    (channel,) = told["channels"]
    assert (channel["label"], channel["level_dbfs"], channel["faults"]) == (
        "电台一",
        -21.5,
        ["channel_silent"],
    )
    assert told["away"] == ["node2"]


async def test_an_input_is_tested_and_one_that_is_not_there_is_refused(
    centre: Centre, inputs: MemoryRecorderChannels
) -> None:
    technician = centre.by(Role.ADMINISTRATOR)
    done = await technician.act("POST", "/recorder-channels/node1/radio-1/test")
    refused = await technician.act("POST", "/recorder-channels/node1/radio-9/test")
    assert (done.status_code, inputs.tested) == (202, [("node1", "radio-1")])
    assert (refused.status_code, refused.json()["code"]) == (404, "channel_not_found")
