"""Messages of many frames: put together, asked for, given up, and never without bound."""

from dataclasses import replace

import pytest

from gis.feeds.jt808.frame import Frame, Part
from gis.feeds.jt808.parts import (
    ASK_AFTER_S,
    ASK_TIMES,
    MAX_OPEN,
    MAX_PARTS,
    Assembler,
    PartsLost,
    PartsMissing,
    cut,
)

LONG = Frame(0x0704, "13800000120", 0xFFFF, bytes(range(256)) * 9)


def test_a_long_message_is_cut_and_put_together_in_any_order() -> None:
    frames, assembler = cut(LONG), Assembler()
    assert [(one.serial, one.part) for one in frames] == [
        (0xFFFF, Part(3, 1)),
        (0, Part(3, 2)),
        (1, Part(3, 3)),
    ]
    assert [one for frame in reversed(frames) for one in assembler.take(frame, 0.0)] == [LONG]


def test_a_short_message_is_one_frame() -> None:
    short = replace(LONG, body=b"x")
    assert cut(short) == (short,)
    assert list(Assembler().take(short, 0.0)) == [short]


def test_a_part_that_comes_twice_counts_once() -> None:
    assembler = Assembler()
    first, second, third = cut(LONG)
    heard = [x for frame in (first, first, second, third) for x in assembler.take(frame, 0.0)]
    assert heard == [LONG]


def test_missing_parts_are_asked_for_and_then_given_up() -> None:
    assembler = Assembler()
    first, _, third = cut(LONG)
    assert [x for frame in (first, third) for x in assembler.take(frame, 0.0)] == []
    assert list(assembler.due(ASK_AFTER_S - 0.1)) == []
    for asked in range(ASK_TIMES):
        assert list(assembler.due(ASK_AFTER_S * (asked + 1))) == [PartsMissing(0xFFFF, (2,))]
    assert list(assembler.due(ASK_AFTER_S * (ASK_TIMES + 1))) == [PartsLost("parts_late")]
    assert list(assembler.due(1_000.0)) == []


def test_a_message_of_too_many_parts_is_refused() -> None:
    bomb = replace(LONG, body=b"", part=Part(MAX_PARTS + 1, 1))
    assert list(Assembler().take(bomb, 0.0)) == [PartsLost("parts_many")]


def test_too_many_messages_at_once_cost_the_oldest() -> None:
    assembler = Assembler()
    halves = [replace(LONG, body=b"x", message_id=n, part=Part(2, 1)) for n in range(MAX_OPEN + 1)]
    heard = [one for half in halves for one in assembler.take(half, 0.0)]
    assert heard == [PartsLost("parts_crowded")]
    newest = replace(halves[-1], serial=halves[-1].serial + 1, body=b"y", part=Part(2, 2))
    (whole,) = assembler.take(newest, 0.0)
    assert isinstance(whole, Frame)
    assert whole.body == b"xy"


def test_the_beginning_of_the_next_message_ends_one_that_was_not_whole() -> None:
    assembler = Assembler()
    first, *rest = cut(LONG)
    old = replace(first, body=b"of another message")
    heard = [one for frame in (old, first, *rest) for one in assembler.take(frame, 0.0)]
    assert heard == [PartsLost("parts_mixed"), LONG]


@pytest.mark.parametrize("times", [1, 50])
def test_one_part_again_and_again_holds_no_more_memory(times: int) -> None:
    assembler = Assembler()
    part = replace(LONG, body=b"x" * 1000, part=Part(3, 2))
    for _ in range(times):
        assert list(assembler.take(part, 0.0)) == []
    assert [len(one.bodies) for one in assembler._open.values()] == [1]
