"""Classes by label: the first rule that fits counts, and what fits none is kept for ever."""

from dataclasses import replace

import pytest

from recorder.config import RetentionRule
from recorder.keeping.classes import classify
from recorder.recording import Master, Recording
from recorder.state import RecordingState
from tests.integration.recorder.workshop import NAME, labels

MASTER = Master(80, 80, 80, 8000, "ab", "cd", 100)
CALL = Recording(
    name=NAME,
    exchange="node1",
    state=RecordingState.COPIED,
    first_seen_at=NAME.started_at,
    ended_at=NAME.started_at,
    settled_at=NAME.started_at,
    repaired=False,
    fault=None,
    master=MASTER,
    review_sha256=None,
    labels=labels(),
    revision=1,
)
RULES = (
    RetentionRule(name="empty", days=365, empty=True),
    RetentionRule(name="emergency", called=("120", "999")),
    RetentionRule(name="station_line", days=730, called=("8*",)),
    RetentionRule(name="radio", days=365, labelled=False),
)


@pytest.mark.parametrize(
    ("recording", "class_name"),
    [
        (CALL, "emergency"),
        (replace(CALL, master=None), "empty"),
        (replace(CALL, labels=replace(labels(), called_number="8001")), "station_line"),
        (replace(CALL, labels=None), "radio"),
        (replace(CALL, labels=replace(labels(), called_number="61234567")), None),
        (replace(CALL, labels=replace(labels(), called_number=None)), None),
    ],
)
def test_a_recording_is_of_the_first_class_that_fits(recording: Recording, class_name: str | None):
    found = classify(recording, RULES)
    assert (found and found.name) == class_name
