from itertools import product

import pytest

from recorder.errors import IllegalMove
from recorder.state import TRANSITIONS, RecordingEvent, RecordingState, move


@pytest.mark.parametrize(("key", "state"), TRANSITIONS.items())
def test_what_is_in_the_table_moves(key, state):
    assert move(*key) is state


@pytest.mark.parametrize(
    "key", [key for key in product(RecordingState, RecordingEvent) if key not in TRANSITIONS]
)
def test_what_is_not_in_the_table_is_refused(key):
    with pytest.raises(IllegalMove):
        move(*key)


@pytest.mark.mission("A76")
def test_a_kept_recording_never_becomes_one_that_is_written():
    assert RecordingState.WRITING not in TRANSITIONS.values()
