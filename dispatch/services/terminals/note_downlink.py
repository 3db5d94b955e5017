"""A text to a terminal has come further: the desks see it."""

from dispatch.domain.terminal import Downlink
from dispatch.domain.terminal_events import downlink_event
from dispatch.ports.transaction import Transaction


async def note_downlink(downlink: Downlink, tx: Transaction) -> None:
    """Tell it; how it stands is kept by the table of its port."""
    tx.events.append(downlink_event(downlink))
