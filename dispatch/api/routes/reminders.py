"""Reminders: a leader is told when a call that he watches for comes."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request

from dispatch.api.context import Context, context_of
from dispatch.api.identity import Actor, actor, reader
from dispatch.contracts import reminders as wire
from dispatch.contracts.reminders import ReminderList, ReminderView
from dispatch.domain.people import Session, Verb
from dispatch.domain.phone_number import required_form
from dispatch.domain.reminder import ReminderKind
from dispatch.services.reminders.remove_reminder import remove_reminder
from dispatch.services.reminders.set_reminder import SetReminder, set_reminder

router = APIRouter(prefix="/reminders", tags=["supervision"])

Listener = Annotated[Actor, actor(Verb.LISTEN_IN)]


@router.get("")
async def list_reminders(
    session: Annotated[Session, reader(Verb.LISTEN_IN)], request: Request
) -> ReminderList:
    """Give one's own reminders that run."""
    state = await context_of(request).queries.read_board(
        session.audiences, session.person.staff_number
    )
    return ReminderList(reminders=tuple(map(ReminderView.model_validate, state.reminders)))


@router.post("")
async def set_(asked: wire.SetReminder, by: Listener, request: Request) -> ReminderView:
    """Watch for a number, a piece of an address or a kind of call, until an hour."""
    kind = ReminderKind(asked.kind)
    value = await _value(kind, asked.value, context_of(request))
    command = SetReminder(kind, value, asked.until, by.person)
    return await by.do("set_reminder", lambda tx: set_reminder(command, tx), ReminderView, asked)


@router.delete("/{reminder_id}")
async def remove(reminder_id: UUID, by: Listener) -> ReminderView:
    """Watch no longer."""
    return await by.do(
        "remove_reminder",
        lambda tx: remove_reminder(reminder_id, by.staff_number, tx),
        ReminderView,
        reminder_id,
    )


async def _value(kind: ReminderKind, typed: str, context: Context) -> str:
    if kind is not ReminderKind.NUMBER:
        return typed
    site = await context.queries.read_site()
    return required_form(typed, area_code=site.area_code)
