"""Sends short messages for one server, one after the other, each once.

Both servers look. Only one that has a way out that works claims a message, and a claim is a row's
change, so no two send the same. Whoever holds no way still ends what waited too long.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog

from dispatch.domain.origin import Origin, Wire
from dispatch.domain.part import PartState
from dispatch.domain.sms import Sms, SmsReason, SmsUnsent
from dispatch.ports.commands import Commands, DatabaseAway, Json, Keyed
from dispatch.ports.sms import SmsReport, SmsWay, WaysElsewhere
from dispatch.ports.transaction import Transaction
from dispatch.services.location_links.claim_sms import claim_sms
from dispatch.services.location_links.give_up_sms import give_up_sms
from dispatch.services.location_links.note_sms_report import note_sms_report
from dispatch.services.location_links.settle_sms import settle_sms
from dispatch.workers.health import WELL, Finding

log = structlog.get_logger()

LOOK_EVERY_S = 0.5
SETTLE_AGAIN_AFTER_S = 1.0

T = TypeVar("T")


class SmsWorker:
    """Sends.

    Args:
        name: The server's.
        way: None where this server has none.
        elsewhere: What the other servers say of theirs; None where there is no other.
    """

    def __init__(
        self,
        name: str,
        commands: Commands,
        way: SmsWay | None,
        elsewhere: WaysElsewhere | None = None,
    ) -> None:
        self._name = name
        self._elsewhere = elsewhere
        self._commands = commands
        self._way = way
        self._origin = Origin("timer", Wire.TIMER)
        self._one_at_a_time = asyncio.Lock()

    async def run(self) -> None:
        """Work until cancelled; a lost database is tried again at the next look."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._look_for_ever())
            if self._way is not None:
                group.create_task(self._way.run())
                group.create_task(self._hear_for_ever(self._way))

    async def work(self) -> None:
        """End what waited too long and send all that can be sent now."""
        await self._do("give_up_sms", give_up_sms)
        while self._way is not None and self._way.health().sends:
            if not await self._send_one(self._way):
                return

    async def ask(self) -> Finding:
        """Tell the lamp how the way stands, or that of the server which holds one.

        It never fails the server: a call is taken without short messages too.
        """
        health = self._way.health() if self._way is not None else None
        if health is None or health.held_elsewhere:
            return await self._ask_elsewhere()
        if health.fault is None:
            return WELL
        return PartState.DEGRADED, f"sms_{health.fault}"

    async def _ask_elsewhere(self) -> Finding:
        told = await self._elsewhere.find(self._name) if self._elsewhere else None
        if told is not None and not told.alive:
            return PartState.DEGRADED, f"sms_{SmsReason.NOBODY_SENDS}"
        return WELL if told is None or told.code is None else (PartState.DEGRADED, told.code)

    async def _send_one(self, way: SmsWay) -> bool:
        async with self._one_at_a_time:
            sms = await self._do("claim_sms", lambda tx: claim_sms(self._name, tx))
            if sms is None:
                return False
            outcome = await _sent(way, sms)
            settled = await self._settle(sms, outcome)
        log.info("sms.tried", id=str(sms.id), state=settled.state, reason=settled.reason)
        return True

    async def _settle(self, sms: Sms, outcome: tuple[int, ...] | SmsUnsent) -> Sms:
        """Note what became of it, however long the database is away: it must not be lost."""
        while True:
            try:
                return await self._do("settle_sms", lambda tx: settle_sms(sms.id, outcome, tx))
            except DatabaseAway:
                log.warning("sms.settle_waits", id=str(sms.id))
                await asyncio.sleep(SETTLE_AGAIN_AFTER_S)

    async def _note(self, report: SmsReport) -> None:
        async with self._one_at_a_time:
            noted = await self._do("note_sms_report", lambda tx: note_sms_report(report, tx))
        if noted is None:
            log.info("sms.report_of_none", reference=report.reference)

    async def _look_for_ever(self) -> None:
        while True:
            try:
                await self.work()
            except DatabaseAway:
                log.debug("sms.database_away")
            await asyncio.sleep(LOOK_EVERY_S)

    async def _hear_for_ever(self, way: SmsWay) -> None:
        """Note each report; the way holds it until that is stored, however long it lasts."""
        while True:
            name, report = await way.next_report()
            try:
                await self._note(report)
            except DatabaseAway:
                log.info("sms.report_waits", reference=report.reference)
                await asyncio.sleep(SETTLE_AGAIN_AFTER_S)
            else:
                way.drop_report(name)

    async def _do(self, name: str, use_case: Callable[[Transaction], Awaitable[T]]) -> T:
        done: list[T] = []

        async def run(tx: Transaction) -> Json:
            done.append(await use_case(tx))
            return None

        await self._commands.run(Keyed(None, name), self._origin, run)
        return done[-1]


async def _sent(way: SmsWay, sms: Sms) -> tuple[int, ...] | SmsUnsent:
    if sms.text is None:
        return SmsUnsent(SmsReason.TEXT_WRONG, again=False)
    try:
        return tuple(await way.send(sms.number, sms.text))
    except SmsUnsent as unsent:
        return unsent
