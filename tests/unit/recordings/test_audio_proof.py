"""What a call must have left is held against what the recorder has."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from dispatch.domain.audio_proof import (
    ExpectedAudio,
    GapKind,
    HourNotProven,
    HourProof,
    KeptAudio,
    find_gaps,
)
from dispatch.services.recordings.explain_gaps import ExplainGaps, explain_gaps
from dispatch.services.recordings.prove_hour import prove_hour
from tests.unit.memory_transaction import MemoryTransaction

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
CALL = ExpectedAudio(UUID(int=1), "a", NOON, NOON + timedelta(seconds=30))
MESSAGE = ExpectedAudio(UUID(int=1), "m", NOON, NOON, is_message=True)


@pytest.mark.parametrize(
    ("kept", "kind", "missing_s"),
    [
        (None, GapKind.MISSING, 30.0),
        (KeptAudio(None, None), GapKind.SILENT, 30.0),
        (KeptAudio(20.26, None), GapKind.SHORT, 9.7),
        (KeptAudio(30.0, "side_missing"), GapKind.DAMAGED, 0.0),
        (KeptAudio(12.0, "unequal_lengths"), GapKind.DAMAGED, 18.0),
    ],
)
def test_what_a_call_lacks_is_named_to_a_tenth_of_a_second(
    kept: KeptAudio | None, kind: GapKind, missing_s: float
):
    (gap,) = find_gaps([CALL], {} if kept is None else {"a": kept})
    assert (gap.kind, gap.missing_s, gap.call_id) == (kind, missing_s, UUID(int=1))


def test_a_call_whose_sound_is_as_long_as_it_was_lacks_nothing():
    assert find_gaps([CALL], {"a": KeptAudio(28.5, None)}) == ()


def test_a_call_that_was_over_before_a_sound_could_come_needs_none():
    at_once = replace(CALL, until=NOON + timedelta(seconds=1))
    assert find_gaps([at_once], {}) == ()


def test_a_message_has_a_recording_however_short_it_was():
    assert [one.kind for one in find_gaps([MESSAGE], {})] == [GapKind.MISSING]
    assert find_gaps([MESSAGE], {"m": KeptAudio(None, None)}) == ()


def proof(*kept: KeptAudio) -> HourProof:
    gaps = find_gaps([CALL], dict(zip("a", kept, strict=False)))
    return HourProof(NOON, NOON + timedelta(hours=2), 1, len(kept), 0, gaps)


async def test_an_hour_is_judged_once_and_what_was_found_first_stands():
    tx = MemoryTransaction()
    assert await prove_hour(proof(), tx) == await prove_hour(proof(KeptAudio(30.0, None)), tx)


async def test_gaps_wait_for_a_reason_and_stay_beside_it():
    tx = MemoryTransaction()
    await prove_hour(proof(), tx)
    told = await explain_gaps(ExplainGaps(NOON, "磁盘更换"), tx)
    assert (told.reason, told.waits, len(told.gaps)) == ("磁盘更换", False, 1)
    with pytest.raises(HourNotProven):
        await explain_gaps(ExplainGaps(NOON, "再次"), tx)


async def test_an_hour_without_a_gap_or_never_judged_needs_no_word():
    tx = MemoryTransaction()
    await prove_hour(proof(KeptAudio(30.0, None)), tx)
    for hour in (NOON, NOON + timedelta(hours=1)):
        with pytest.raises(HourNotProven):
            await explain_gaps(ExplainGaps(hour, "没有"), tx)
