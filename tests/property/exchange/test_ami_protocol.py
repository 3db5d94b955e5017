"""Whatever comes over a manager's line, in whatever pieces, its protocol stands."""

import asyncio
from collections import deque

from hypothesis import given
from hypothesis import strategies as st
from panoramisk.message import Message
from typing_extensions import override

from dispatch.adapters.asterisk.ami_protocol import WholeMessages, copy_fields

KEYS = st.sampled_from(["Event", "ActionID", "Response", "Message", "EventList", "Uniqueid", "a"])
VALUES = st.one_of(st.sampled_from(["Complete", "start", "Error", "x"]), st.text(max_size=30))
MESSAGES = st.lists(st.lists(st.tuples(KEYS, VALUES), max_size=6), max_size=6)


class Heard:
    """What the protocol hands on."""

    def __init__(self) -> None:
        self.events: list[Message] = []
        self.lost = 0
        self.save_stream = None
        self.forgetable_actions = ()
        self.awaiting_actions: deque[object] = deque()

    def dispatch(self, message: Message) -> None:
        self.events.append(message)

    def connection_lost(self, _: object) -> None:
        self.lost += 1


class Line(asyncio.Transport):
    """A line that is cut without a word."""

    @override
    def abort(self) -> None:
        return

    @override
    def close(self) -> None:
        return


def protocol() -> tuple[WholeMessages, Heard]:
    heard = Heard()
    made = WholeMessages()
    made.connection_made(Line())
    made.factory, made.encoding = heard, "utf8"
    return made, heard


def feed(data: bytes, step: int) -> list[dict[str, str]]:
    made, heard = protocol()
    for at in range(0, len(data), step):
        made.data_received(data[at : at + step])
    return [dict(copy_fields(event)) for event in heard.events]


@given(st.binary(max_size=2000), st.integers(1, 50))
def test_any_bytes_give_events_or_nothing(data: bytes, step: int):
    feed(data + b"\r\n\r\n", step)


@given(MESSAGES, st.integers(1, 50))
def test_events_are_the_same_in_any_pieces(messages: list[list[tuple[str, str]]], step: int):
    texts = ("".join(f"{key}: {value}\r\n" for key, value in one) for one in messages)
    data = "".join(f"{text}\r\n" for text in texts).encode()
    assert feed(data, step) == feed(data, max(1, len(data)))
