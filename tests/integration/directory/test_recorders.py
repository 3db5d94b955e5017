"""A recorder is stopped by the administrator, with his password again and a reason, on record."""

import pytest
from typing_extensions import override

from dispatch.bootstrap.probes import list_probes
from dispatch.domain.hand_out import RecorderStandsSo
from dispatch.domain.part import PartState
from dispatch.domain.people import Role
from dispatch.ports.recordings import RecorderHealth
from tests.integration.directory.conftest import Centre
from tests.integration.directory.memory_recordings import MemoryRecordings

STOP, START = "/recorders/node1/stop", "/recorders/node1/start"


@pytest.mark.mission("A77")
async def test_it_wants_right_password_and_reason_and_stands_in_the_trail(centre: Centre):
    administrator, asked = centre.by(Role.ADMINISTRATOR), {"reason": "更换硬盘"}
    centre.clock.move(minutes=6)
    refused = await administrator.act("POST", STOP, asked)
    assert refused.json()["code"] == "reauthentication_needed"
    centre.clock.move(minutes=-6)
    assert (await administrator.act("POST", STOP, {"reason": ""})).status_code == 422
    assert not centre.releases.switched
    stopped = await administrator.act("POST", STOP, asked)
    assert stopped.json() == {"exchange": "node1", "stopped": True}
    await administrator.act("POST", START, asked)
    said = [line[1:] for line in await centre.trail() if "recorder" in line[1]]
    assert said == [("stop_recorder", "node1"), ("start_recorder", "node1")]
    assert {"recorder_stopped", "recorder_started"} <= set(await centre.kinds())


async def test_a_refusal_of_the_recorder_stands_in_the_trail(centre: Centre):
    centre.releases.refusal = RecorderStandsSo()
    refused = await centre.by(Role.ADMINISTRATOR).act("POST", STOP, {"reason": "更换硬盘"})
    assert (refused.status_code, refused.json()["code"]) == (409, "recorder_stands_so")
    assert "stop_recorder_refused" in [line[1] for line in await centre.trail()]


class Stopped(MemoryRecordings):
    """A recorder that a person stopped, and whose disk is nearly full."""

    @override
    async def health(self, exchange: str) -> RecorderHealth:
        return RecorderHealth(0, 0, ["disk_full", "recorder_stopped"], 0, index_away=False)


@pytest.mark.mission("A77")
async def test_the_lamp_of_a_stopped_recorder_is_red_before_all_else(centre: Centre):
    probes = list_probes(centre.app.state.context.event_log, {"node1": None}, Stopped(), {})  # type: ignore[dict-item]
    assert await probes["recorder:node1"]() == (PartState.FAILED, "recorder_stopped")
