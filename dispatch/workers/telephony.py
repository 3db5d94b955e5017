"""Turns what the exchanges report into commands.

Every server hears every signal; the key (exchange, unique id, kind) lets the first one win. While
the database is away a signal is tried again, and those behind it wait in order.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog

from dispatch.domain.conference_signal import (
    CallerWaits,
    MemberCame,
    MemberKnocks,
    MemberLeft,
    MemberMuted,
    MemberRings,
)
from dispatch.domain.errors import DomainError
from dispatch.domain.exchange_picture import ExchangePicture
from dispatch.domain.ids import key_of
from dispatch.domain.kept_messages import kept_message_signals
from dispatch.domain.missed import missed_signals
from dispatch.domain.missed_out import missed_out_signals
from dispatch.domain.origin import Origin, Wire
from dispatch.domain.seat import Seat, SeatState
from dispatch.domain.signal import (
    CallAnswered,
    CallDiverted,
    CallEnded,
    CallerBrokeThrough,
    CallerKeyPressed,
    CallHeld,
    CallOffered,
    CallOutDialled,
    CallParked,
    CallQueued,
    CallRetrieved,
    CallSentOn,
    CallSignal,
    CallStepped,
    CallTakenOver,
    CallTransferred,
    ExchangeLink,
    GroupCallHeard,
    GroupLineHeard,
    MessageLeft,
    SeatLegLost,
    SeatPhoneChanged,
    SeatRingEnded,
    SeatRinging,
    Signal,
    SilentAsked,
    SupervisionEnded,
    SupervisionHeard,
)
from dispatch.ports.call_control import CallControl
from dispatch.ports.call_signals import CallSignals
from dispatch.ports.commands import Commands, DatabaseAway, Json, Keyed
from dispatch.ports.queries import Queries
from dispatch.ports.transaction import Transaction
from dispatch.services.calls.break_through import break_through
from dispatch.services.calls.connect_call import connect_call
from dispatch.services.calls.dial_call_out import dial_call_out
from dispatch.services.calls.end_call import end_call
from dispatch.services.calls.hand_over_call import hand_over_call
from dispatch.services.calls.hold_call import hold_call
from dispatch.services.calls.keep_message import keep_message
from dispatch.services.calls.note_silent_asked import note_silent_asked
from dispatch.services.calls.note_silent_key import note_silent_key
from dispatch.services.calls.overflow_call import overflow_call
from dispatch.services.calls.park_call import park_call
from dispatch.services.calls.queue_call import queue_call
from dispatch.services.calls.record_offered_call import record_offered_call
from dispatch.services.calls.requeue_call import requeue_call
from dispatch.services.calls.retrieve_call import retrieve_call
from dispatch.services.calls.ring_seat import ring_seat
from dispatch.services.calls.send_call_on import send_call_on
from dispatch.services.calls.step_call import step_call
from dispatch.services.calls.stop_ringing_seat import stop_ringing_seat
from dispatch.services.conferences.bring_member import bring_member
from dispatch.services.conferences.end_lost_members import end_lost_members
from dispatch.services.conferences.hold_caller import hold_caller
from dispatch.services.conferences.knock import knock
from dispatch.services.conferences.lose_member import lose_member
from dispatch.services.conferences.mute_member import mute_member
from dispatch.services.conferences.ring_member import ring_member
from dispatch.services.groups.end_lost_groups import end_lost_groups
from dispatch.services.groups.hear_group_call import hear_group_call
from dispatch.services.groups.hear_group_line import hear_group_line
from dispatch.services.seats.note_phone import note_phone
from dispatch.services.supervision.end_lost_supervisions import end_lost_supervisions
from dispatch.services.supervision.end_supervision import end_supervision
from dispatch.services.supervision.hear_supervision import hear_supervision
from dispatch.services.supervision.take_call_over import take_call_over
from dispatch.workers.overflow_figures import STEPS

log = structlog.get_logger()

TRY_AGAIN_AFTER_S = 0.5
USE_CASES: Mapping[type[CallSignal], Callable[[Any, Transaction], Awaitable[object]]] = {
    CallOffered: record_offered_call,
    CallerBrokeThrough: break_through,
    CallQueued: queue_call,
    SeatRinging: ring_seat,
    SeatRingEnded: stop_ringing_seat,
    CallDiverted: overflow_call,
    CallStepped: step_call,
    MessageLeft: keep_message,
    CallAnswered: connect_call,
    CallHeld: hold_call,
    CallRetrieved: retrieve_call,
    SeatLegLost: requeue_call,
    CallEnded: end_call,
    CallTakenOver: take_call_over,
    SupervisionHeard: hear_supervision,
    SupervisionEnded: lambda signal, tx: end_supervision(signal.supervision_id, tx),
    CallOutDialled: dial_call_out,
    CallTransferred: hand_over_call,
    CallSentOn: send_call_on,
    CallParked: park_call,
    GroupCallHeard: hear_group_call,
    GroupLineHeard: hear_group_line,
    CallerWaits: hold_caller,
    MemberRings: ring_member,
    MemberKnocks: knock,
    MemberCame: bring_member,
    MemberLeft: lose_member,
    MemberMuted: mute_member,
    SilentAsked: note_silent_asked,
    CallerKeyPressed: note_silent_key,
}


class TelephonyWorker:
    """Hears the exchanges for one server.

    Args:
        exchanges: Orders to each exchange, by its name; used to tell it which seats rest.
    """

    def __init__(
        self,
        signals: CallSignals,
        commands: Commands,
        queries: Queries,
        exchanges: Mapping[str, CallControl],
    ) -> None:
        self._signals = signals
        self._commands = commands
        self._queries = queries
        self._exchanges = exchanges

    async def run(self) -> None:
        """Listen until cancelled."""
        async for signal in self._signals.listen():
            await self._hear(signal)

    async def _hear(self, signal: Signal) -> None:
        while True:
            try:
                await self._obey(signal)
            except DatabaseAway:
                await asyncio.sleep(TRY_AGAIN_AFTER_S)
            else:
                return

    async def _obey(self, signal: Signal) -> None:
        match signal:
            case ExchangePicture():
                await self._catch_up(signal)
            case SeatPhoneChanged():
                await self._note_phone(signal)
            case MessageLeft():
                await self._keep_message(signal)
            case CallSignal():
                stored = await self._move_call(signal)
                if stored and isinstance(signal, CallEnded):
                    await self._forget(signal.exchange, signal.call_unique_id)
                if isinstance(signal, CallStepped):
                    STEPS.labels(signal.step).inc()
            case ExchangeLink():
                log.info("exchange.link", exchange=signal.exchange, up=signal.up)

    async def _move_call(self, signal: CallSignal) -> bool:
        """Obey a signal of a call; False: it was refused."""
        use_case = USE_CASES.get(type(signal))
        if use_case is None:
            return True

        async def run(tx: Transaction) -> Json:
            await use_case(signal, tx)
            return {}

        origin = Origin(f"exchange:{signal.exchange}", Wire.EXCHANGE, signal.happened_at)
        try:
            await self._commands.run(Keyed(key_of(*signal.key_parts), signal.kind), origin, run)
        except DatabaseAway:
            raise
        except DomainError as refused:
            log.warning("signal.refused", kind=signal.kind, code=refused.code)
            return False
        return True

    async def _keep_message(self, signal: MessageLeft) -> None:
        """Tell of a message; only then may the exchange forget it. It says no to the second."""
        if await self._move_call(signal):
            try:
                await self._exchanges[signal.exchange].forget_message(signal.message)
            except DomainError as refused:
                log.info("message.not_forgotten", exchange=signal.exchange, code=refused.code)

    async def _note_phone(self, signal: SeatPhoneChanged) -> None:
        async def run(tx: Transaction) -> Json:
            await note_phone(
                signal.seat, exchange=signal.exchange, reachable=signal.reachable, tx=tx
            )
            return {}

        origin = Origin(f"exchange:{signal.exchange}", Wire.EXCHANGE, signal.happened_at)
        await self._commands.run(Keyed(None, "note_phone"), origin, run)

    async def _catch_up(self, picture: ExchangePicture) -> None:
        known = await self._queries.list_open_calls(picture.exchange)
        outgoing = [call for call in known if call.outgoing]
        incoming = [call for call in known if not call.outgoing]
        for signal in missed_out_signals(picture, outgoing):
            await self._move_call(signal)
        for signal in kept_message_signals(picture):
            await self._obey(signal)
        for signal in missed_signals(picture, incoming):
            await self._obey(signal)
        await self._end_lost_supervisions(picture)
        for seat in await self._queries.list_seats():
            reachable = seat.number in picture.reachable_seats
            if (picture.exchange in seat.phone_at) != reachable:
                await self._note_phone(
                    SeatPhoneChanged(
                        exchange=picture.exchange,
                        seat=seat.number,
                        reachable=reachable,
                        happened_at=picture.taken_at,
                    )
                )
            await self._tell_rest(picture.exchange, seat)

    async def _forget(self, exchange: str, call_unique_id: str) -> None:
        """Let the exchange forget its notes; another server may have, and the next picture will."""
        try:
            await self._exchanges[exchange].forget_call(call_unique_id)
        except DomainError as refused:
            log.debug("exchange.notes_kept", exchange=exchange, code=refused.code)

    async def _end_lost_supervisions(self, picture: ExchangePicture) -> None:
        async def run(tx: Transaction) -> Json:
            await end_lost_supervisions(picture, tx)
            await end_lost_groups(picture, tx)
            await end_lost_members(picture, tx)
            return {}

        origin = Origin(f"exchange:{picture.exchange}", Wire.EXCHANGE, picture.taken_at)
        await self._commands.run(Keyed(None, "end_lost_supervisions"), origin, run)

    async def _tell_rest(self, exchange: str, seat: Seat) -> None:
        """Tell a fresh exchange which seats rest: it forgot."""
        control = self._exchanges[exchange]
        try:
            if rests(seat):
                await control.pause_seat(seat.number, seat.busy_reason or seat.state)
            else:
                await control.unpause_seat(seat.number)
        except DomainError as refused:
            log.warning("exchange.rest_refused", exchange=exchange, code=refused.code)


def rests(seat: Seat) -> bool:
    """Tell whether the exchange must ring no call at a seat.

    A signed-off desk phone rests too; with every seat at rest the exchange rings the spare phones.
    """
    return seat.state in {SeatState.BUSY, SeatState.SIGNED_OFF}
