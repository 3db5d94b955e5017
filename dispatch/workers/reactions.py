"""Effects that several verbs share: each reads committed events and acts, idempotent by number."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, tzinfo
from uuid import UUID

import structlog

from dispatch.domain.call_note import CallNote
from dispatch.domain.errors import DomainError
from dispatch.domain.ids import key_of
from dispatch.domain.incident import next_alarm_at
from dispatch.domain.origin import Origin, Wire
from dispatch.ports.call_control import ExchangeAway
from dispatch.ports.commands import Commands, DatabaseAway, Json, Keyed
from dispatch.ports.reaction_log import CommittedEvent, ReactionLog, ReactionTurn
from dispatch.ports.recordings import Label, RecorderAway, Recordings
from dispatch.ports.transaction import Transaction
from dispatch.services.incidents.receive_call import receive_call
from dispatch.services.incidents.watch_waiting import watch_waiting
from dispatch.services.tasks.close_call_backs import close_call_backs
from dispatch.services.tasks.open_call_back import open_call_back
from dispatch.services.tasks.release_tasks_of import release_tasks_of

log = structlog.get_logger()

UNRECORDED = frozenset({CallNote.NO_CODEC, CallNote.GONE_AT_ONCE})
LOOK_EVERY_S = 5.0  # the net under the news of an event
LOOK_AGAIN_S = 1.0  # a server that had the turn may have died in it
REST_AFTER_FAULT_S = 1.0
WAITING_FIELDS = frozenset({"nature", "waiting_since"})
WAITING_KINDS = frozenset(
    {
        "incident_changed",
        "incident_scene_confirmed",
        "incident_waiting_alarm",
        "incident_closed",
        "incident_reopened",
        "incident_merged",
        "incident_unmerged",
    }
)


@dataclass(frozen=True, slots=True)
class Reaction:
    """One effect.

    Args:
        name: Stored with how far it has come.
        kinds: The events it reads.
        act: What it does with one; repeated for the same number it must change nothing more.
    """

    name: str
    kinds: frozenset[str]
    act: Callable[[CommittedEvent], Awaitable[None]]


AWAY = (DatabaseAway, RecorderAway, ExchangeAway)
"""Who is waited for, however long; nothing is skipped meanwhile."""


class ReactionWorker:
    """Runs reactions for one server; each has one turn over all servers.

    Args:
        log_of_events: Gives turns.
        reactions: All of them.
        tell_fault: Shows on the server's lamp that one was refused or broke.
    """

    def __init__(
        self,
        log_of_events: ReactionLog,
        reactions: tuple[Reaction, ...],
        tell_fault: Callable[[], None] = lambda: None,
    ) -> None:
        self._log = log_of_events
        self._reactions = reactions
        self._tell_fault = tell_fault

    async def run(self) -> None:
        """React until cancelled. A fault is told and tried again, and holds up its own alone."""
        async with asyncio.TaskGroup() as group:
            for reaction in self._reactions:
                group.create_task(self._run_one(reaction))

    async def _run_one(self, reaction: Reaction) -> None:
        while True:
            heard = self._log.last
            try:
                worked = await self._take_turn(reaction)
            except AWAY as away:
                log.info("reaction.waits", reaction=reaction.name, code=away.code)
                await asyncio.sleep(REST_AFTER_FAULT_S)
                continue
            except Exception:
                log.exception("reaction.broke", reaction=reaction.name)
                self._tell_fault()
                await asyncio.sleep(REST_AFTER_FAULT_S)
                continue
            if worked:
                continue
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_AGAIN_S if worked is None else LOOK_EVERY_S):
                    await self._log.wait_for_news(heard, reaction.kinds)

    async def _take_turn(self, reaction: Reaction) -> int | None:
        """React to what is new and tell how much that was; None: another server has the turn."""
        async with self._log.turn(reaction.name, reaction.kinds) as turn:
            if turn is None:
                return None
            await self._work(reaction, turn)
            return len(turn.events)

    async def _work(self, reaction: Reaction, turn: ReactionTurn) -> None:
        for event in turn.events:
            try:
                await reaction.act(event)
            except AWAY:
                raise
            except DomainError as refused:
                told = {"reaction": reaction.name, "code": refused.code, "n": event.n}
                log.warning("reaction.refused", **told)
                self._tell_fault()
            await turn.reached(event.n)


def call_back_reaction(commands: Commands) -> Reaction:
    """A caller nobody spoke to, or who left a message, becomes a task; an answer closes it."""

    async def act(event: CommittedEvent) -> None:
        call = event.payload["call"]

        async def run(tx: Transaction) -> Json:
            if event.kind in {"call_ended", "call_message_left"}:
                await open_call_back(UUID(call["id"]), tx)
            elif call["number"] is not None:
                reached_by = call["staff_number"] if call.get("direction") == "out" else None
                await close_call_backs(call["number"], reached_by, tx)
            return {}

        key = key_of("reaction", "call_back", str(event.n))
        await commands.run(
            Keyed(key, "call_back"), Origin("reaction:call_back", Wire.REACTION), run
        )

    kinds = frozenset({"call_ended", "call_answered", "call_message_left"})
    return Reaction("call_back", kinds, act)


def leaving_reaction(commands: Commands) -> Reaction:
    """What a person worked on who left his seat or signed out waits for the others again."""

    async def act(event: CommittedEvent) -> None:
        staff_number = event.payload.get("staff_number") or event.actor.removeprefix("staff:")

        async def run(tx: Transaction) -> Json:
            await release_tasks_of(staff_number, tx)
            return {}

        key = key_of("reaction", "leaving", str(event.n))
        await commands.run(Keyed(key, "leaving"), Origin("reaction:leaving", Wire.REACTION), run)

    return Reaction("leaving", frozenset({"seat_signed_off", "session_ended"}), act)


def incident_reaction(commands: Commands, zone: tzinfo) -> Reaction:
    """An answered call has an incident: its own, or that of which the same person spoke before."""

    async def act(event: CommittedEvent) -> None:
        async def run(tx: Transaction) -> Json:
            await receive_call(UUID(event.payload["call"]["id"]), zone, tx)
            return {}

        key = key_of("reaction", "incident", str(event.n))
        await commands.run(Keyed(key, "incident"), Origin("reaction:incident", Wire.REACTION), run)

    return Reaction("incident", frozenset({"call_answered"}), act)


def waiting_reaction(commands: Commands) -> Reaction:
    """An incident that waits for a vehicle has a deadline; one that waits no longer has none."""

    async def act(event: CommittedEvent) -> None:
        incident, changed = event.payload["incident"], event.payload["changed"] or ()
        if event.kind == "incident_changed" and WAITING_FIELDS.isdisjoint(changed):
            return
        waiting, alarmed = (_instant(incident[name]) for name in ("waiting_since", "alarmed_at"))
        due_at = next_alarm_at(waiting, alarmed)

        async def run(tx: Transaction) -> Json:
            await watch_waiting(UUID(incident["id"]), due_at, tx)
            return {}

        key = key_of("reaction", "waiting", str(event.n))
        await commands.run(Keyed(key, "waiting"), Origin("reaction:waiting", Wire.REACTION), run)

    return Reaction("waiting", WAITING_KINDS, act)


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def label_reaction(recordings: Recordings) -> Reaction:
    """The recorder learns whose call a recording holds."""

    async def act(event: CommittedEvent) -> None:
        call = event.payload["call"]
        if call.get("dial_result") == "seat_away" or UNRECORDED & {*call.get("notes", ())}:
            return  # no phone was picked up, the line was refused or the caller gone before it
        label = Label(
            call_id=UUID(call["id"]),
            number=call["number"],
            called_number=call["called_number"],
            seat=call["seat"],
            staff_number=call["staff_number"],
            started_at=call["offered_at"],
            event_n=event.n,
        )
        message = event.kind == "call_message_left"
        await recordings.label(call["exchange"], call["message" if message else "recording"], label)

    kinds = frozenset(
        {
            "call_offered",
            "call_out_dialled",
            "call_answered",
            "call_requeued",
            "call_message_left",
            "call_taken_over",
            "call_ended",
        }
    )
    return Reaction("recording_label", kinds, act)
