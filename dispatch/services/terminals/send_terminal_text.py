"""A seat writes to vehicles: to one, to some, or to all that have a terminal."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.terminal import NoTerminal, TerminalText
from dispatch.domain.terminal_events import terminal_text_event
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class SendTerminalText:
    """What is written; vehicle_ids empty: to all. by is a staff number."""

    message_id: UUID
    vehicle_ids: frozenset[UUID]
    text: str
    by: str


async def send_terminal_text(command: SendTerminalText, tx: Transaction) -> TerminalText:
    """Tell it; a reaction queues it for each terminal. NoTerminal where none would hear."""
    phones = tuple(await tx.terminals.list_phones(command.vehicle_ids))
    if not phones:
        raise NoTerminal
    text = TerminalText(command.message_id, command.text, phones, command.by, tx.now)
    tx.events.append(terminal_text_event(text))
    return text
