"""Which calls the recorder is told to expect a recording of."""

from uuid import UUID

import pytest

from dispatch.ports.reaction_log import CommittedEvent
from dispatch.ports.recordings import Label
from dispatch.workers.reactions import label_reaction

CALL: dict[str, object] = {
    "id": str(UUID(int=1)),
    "exchange": "node1",
    "recording": "20261122-014501-node1-1795311901.8",
    "number": "13800138000",
    "called_number": "120",
    "seat": None,
    "staff_number": None,
    "offered_at": "2026-11-22T01:45:01Z",
    "notes": [],
}


class Recorder:
    """Keeps the names it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    async def label(self, _exchange: str, name: str, _label: Label) -> None:
        self.told.append(name)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, 1),
        ({"notes": ["misdial"]}, 1),
        ({"notes": ["no_codec"]}, 0),
        ({"notes": ["gone_at_once"]}, 0),
    ],
    ids=["usual", "misdial", "refused", "gone at once"],
)
async def test_a_line_that_was_refused_leaves_no_recording_to_wait_for(changed, expected):
    recorder = Recorder()
    event = CommittedEvent(7, "call_offered", "exchange:node1", (), {"call": CALL | changed})
    await label_reaction(recorder).act(event)  # type: ignore[arg-type]
    assert len(recorder.told) == expected
