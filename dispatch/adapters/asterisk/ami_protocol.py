"""panoramisk's protocol, fed with whole and sane messages only.

Of its own it loses characters cut by a packet, keeps a message without an end for ever, breaks the
connection at a message that holds a key twice which it reads as one (so may a stranger's line end
within his number), and waits for the rest of a
list that was refused.
"""

import asyncio

import structlog
from panoramisk.actions import Action
from panoramisk.ami_protocol import AMIProtocol
from panoramisk.message import Message

from dispatch.adapters.asterisk.ami_fields import Fields
from dispatch.ports.call_control import ExchangeRefused

LONGEST_MESSAGE = 1 << 20
MOST_ANSWERS = 20_000
MESSAGE_END = b"\r\n\r\n"
MAY_REPEAT = frozenset({"Variable", "ChanVariable", "Output"})

log = structlog.get_logger(__name__)


class WholeMessages(AMIProtocol):  # type: ignore[misc]
    """Hands on whole messages; a peer that never ends one, or a list, is cut off."""

    def connection_made(self, transport: asyncio.Transport) -> None:
        """Begin with nothing kept."""
        super().connection_made(transport)
        self._rest = b""

    def data_received(self, data: bytes) -> None:
        """Hand on what is whole, keep the rest."""
        whole, end, self._rest = (self._rest + data).rpartition(MESSAGE_END)
        if len(self._rest) > LONGEST_MESSAGE:
            log.warning("ami.message_without_end")
            self.transport.abort()
        elif end:
            super().data_received((whole + end).decode("utf-8", "replace").encode())

    def handle_message(self, message: Message) -> None:
        """Pass the end of a list on as an event too: it marks the list's place among events."""
        if any(isinstance(v, list) and key not in MAY_REPEAT for key, v in message.items()):
            log.warning("ami.message_damaged")
            return
        action = self.responses.get(message.id)
        if action is not None and action.as_list and message.get("Response") == "Error":
            self._end_list(action, message)
            return
        super().handle_message(message)
        if message.get("EventList") == "Complete":
            self.factory.dispatch(message)
        elif action is not None and len(action.responses) > MOST_ANSWERS:
            log.warning("ami.list_without_end")
            self.transport.abort()

    def _end_list(self, action: Action, refusal: Message) -> None:
        """Give a refusal for the list: nothing will follow, such as where there are no contacts."""
        self.responses.pop(action.id)
        if not action.future.done():
            action.future.set_result([refusal])


class Told(dict[str, str]):
    """The fields of a message; one that is not there is a refusal, not a crash of the asker."""

    def __missing__(self, key: str) -> str:
        raise ExchangeRefused(missing=key)


def copy_fields(message: Message) -> Fields:
    """Take the fields of a message; a key that came more than once holds lines."""
    return Told(
        (key, "\n".join(value) if isinstance(value, list) else str(value))
        for key, value in message.items()
    )
