"""Somebody opens the whole story of a call or an incident."""

from collections.abc import Sequence
from dataclasses import dataclass

from dispatch.domain.audit import AuditEntry
from dispatch.domain.call_story import OpenedRecording
from dispatch.domain.events import Kind, look_event
from dispatch.domain.people import Person
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class OpenStory:
    """Who opens what: subject is the call, the incident or the recording he asked for."""

    subject: str
    recordings: Sequence[OpenedRecording]
    reason: str | None
    by: Person


async def open_story(command: OpenStory, tx: Transaction) -> None:
    """Account for the story and for every recording in it before the first byte is given."""
    actor, reason = tx.origin.actor, command.reason
    await tx.audit.add(AuditEntry(tx.now, actor, "open_story", command.subject, reason))
    for one in command.recordings:
        await tx.audit.add(AuditEntry(tx.now, actor, "play_recording", one.name, reason))
        about = () if one.call_id is None else (one.call_id,)
        tx.events.append(look_event(Kind.RECORDING_PLAYED, command.by, one.name, reason, *about))
