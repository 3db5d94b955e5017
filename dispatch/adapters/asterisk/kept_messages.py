"""Reads the messages that an exchange keeps in its own small store. Pure."""

from collections.abc import Iterable, Iterator

from dispatch.adapters.asterisk.ami_fields import Fields, Unusable, begun_at, usable_number
from dispatch.adapters.asterisk.dialplan.overflow_conf import MESSAGES
from dispatch.domain.exchange_picture import KeptMessage


def read_messages(events: Iterable[Fields]) -> Iterator[KeptMessage]:
    """Give every message of a DBGetTree; an entry that makes no sense is passed over."""
    for event in events:
        message = event.get("Key", "").removeprefix(f"/{MESSAGES}/")
        recording, _, rest = event.get("Val", "").partition(",")
        trunk, _, rest = rest.partition(",")
        called, _, number = rest.partition(",")
        unique_id = message.split("-", 2)[-1]
        try:
            offered_at = begun_at(unique_id)
        except Unusable:
            continue
        if recording.endswith(unique_id):
            yield KeptMessage(
                call_unique_id=unique_id,
                message=message,
                recording=recording,
                trunk=trunk,
                called_number=called,
                number=usable_number(number),
                offered_at=offered_at,
            )
