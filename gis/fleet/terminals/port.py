"""A TCP port on which terminals tell where their vehicles are, and hear texts.

All waiting is here. What a terminal may say is decided by its `Session`, who may speak by the
`Roll`, how many and how much by the `Lines`.
"""

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

import psycopg
import structlog

from gis.clock import Clock
from gis.feeds.fix import Damage, Fix, Void
from gis.feeds.jt808.downward import ConfirmAlarm, Event, Result, SetEvents, Text, TextFlag
from gis.feeds.jt808.frame import Version
from gis.feeds.jt808.location import Alarm
from gis.feeds.jt808.session import (
    Alarmed,
    Answered,
    Calmed,
    Common,
    Condition,
    Joined,
    Left,
    Reported,
    Say,
    Session,
)
from gis.fleet.emergencies import Emergencies, MenuKey, Pressed
from gis.fleet.picture import Picture, Received
from gis.fleet.store import OPTIONS, FeedState
from gis.fleet.terminals import confirmations, downlinks, store
from gis.fleet.terminals.confirmations import Confirmation
from gis.fleet.terminals.lines import CROWDED_FOR_S, Line, Lines
from gis.fleet.terminals.roll import Roll
from gis.fleet.writer import CONNECT_AGAIN_AFTER_S, CONNECT_WITHIN_S, FleetWriter

if TYPE_CHECKING:
    from uuid import UUID

log = structlog.get_logger()

READ_BYTES = 4096
LOOK_EVERY_S = 1.0
DESK_EVERY_S = 0.25
LISTEN_AGAIN_AFTER_S = 1.0
MAX_UNREAD = 65_536  # a terminal that does not read is no listener
QUIET_S = 200.0  # heartbeats come every 30 to 180 s: a quiet port is no fault before
SHOWN = TextFlag.DISPLAY | TextFlag.SPEAK
PICKED_UP = 1
MENU = (Event(PICKED_UP, "接到病人"),)
"""What a driver may report by a key; 2019 has no such messages."""
FAULTS = ("crowded", "address_crowded", "doubled", "flood")


class TerminalPort:
    """Listens until cancelled.

    Args:
        name: As in boot.toml; also that of its feed.
        dsn: Of the database, as d120_gis; it may be away: then those known stay admitted.
    """

    def __init__(self, name: str, host: str, port: int, dsn: str, clock: Clock) -> None:
        self._name, self._host, self._port, self._dsn, self._clock = name, host, port, dsn, clock
        self.roll, self.lines, self.picture = Roll(), Lines(), Picture(name)
        self.writer = FleetWriter(name, dsn, clock, self.state)
        self.emergencies = Emergencies(name, dsn, clock)
        self.counts: Counter[str] = Counter()
        self.listens_on: int | None = None
        self._heard_s: float | None = None
        self._understood_s: float | None = None
        self._fault_s: dict[str, float] = {}
        self._pending: dict[tuple[str, int], UUID | Confirmation] = {}
        self._answers: list[tuple[UUID | Confirmation, int]] = []

    async def run(self) -> None:
        """Listen, write and send until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._listen())
            tasks.create_task(self._look())
            tasks.create_task(self._desk())
            tasks.create_task(self.writer.run())
            tasks.create_task(self.emergencies.run())

    def state(self) -> FeedState:
        """Tell how it is."""
        now_s = self._clock.monotonic_s()
        told = {
            **self.counts,
            **self.picture.refused,
            "dropped": self.writer.dropped,
            "waiting": self.writer.waiting,
            "connections": len(self.lines.all),
            "terminals": len(self.lines.joined),
        }
        recent = [one for one in FAULTS if now_s - self._fault_s.get(one, -1e9) < CROWDED_FOR_S]
        return FeedState(
            self._name,
            self.listens_on is not None,
            None if self._heard_s is None else now_s - self._heard_s,
            None if self._understood_s is None else now_s - self._understood_s,
            told,
            quiet_s=QUIET_S if self.roll.expects_anybody else None,
            fault=recent[0] if recent else None,
        )

    async def _listen(self) -> None:
        while True:
            try:
                server = await asyncio.start_server(self._serve, self._host, self._port)
            except OSError as error:
                log.warning("terminals.port_taken", why=type(error).__name__)
                await asyncio.sleep(LISTEN_AGAIN_AFTER_S)
                continue
            self.listens_on = int(server.sockets[0].getsockname()[1])
            log.info("terminals.listen", feed=self._name)
            try:
                async with server:
                    await server.serve_forever()
            finally:
                self.listens_on = None
                for line in self.lines:
                    line.ends.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        address = str((writer.get_extra_info("peername") or ("?",))[0])
        refused = self.lines.refuse(address)
        if refused is not None:
            self._bound(refused)
            writer.transport.abort()
            return
        now_s = self._clock.monotonic_s()
        line = Line(address, Wire(writer), Session(self.roll, now_s), credited_s=now_s)
        oldest = self.lines.open(line)
        if oldest is not None:
            self._bound("crowded")
            oldest.ends.close()
        try:
            await self._read(line, reader)
        except OSError:
            self.counts["broken_off"] += 1
        finally:
            self._close(line)

    async def _read(self, line: Line, reader: asyncio.StreamReader) -> None:
        while data := await reader.read(READ_BYTES):
            now_s = self._clock.monotonic_s()
            self._heard_s = now_s
            messages = line.session.messages
            for heard in list(line.session.hear(data, now_s)):
                # What stands behind a pressed key, its answer too, waits until that is stored.
                if isinstance(heard, Alarmed | Calmed | Reported):
                    await self._key(heard)
                else:
                    self._take(line, heard, now_s)
            if line.session.messages > messages:
                self._understood_s = now_s
            self._note(line, now_s)
            wait_s = line.wait_s(len(data), now_s)
            if wait_s:
                self._bound("flood")
                await asyncio.sleep(wait_s)

    async def _key(self, heard: Alarmed | Calmed | Reported) -> None:
        if isinstance(heard, Reported):
            self._count(heard.phone, "menu_keys")
            await self.emergencies.keep(MenuKey(heard.phone, heard.event_id, heard.serial))
            return
        if isinstance(heard, Calmed):
            await self.emergencies.hear(Pressed(heard.phone, False, heard.at, heard.is_stored))
            return
        self._count(heard.phone, "emergency")
        pressed = Pressed(heard.phone, True, heard.at, heard.is_stored, heard.point, heard.serial)
        await self.emergencies.hear(pressed)

    def _take(self, line: Line, heard: Common, now_s: float) -> None:
        phone = line.session.phone
        match heard:
            case Say(data):
                line.ends.write(data)
            case Joined(name):
                self._join(line, name)
            case Answered(serial, result):
                pending = self._pending.pop((str(phone), serial), None)
                if pending is not None:
                    self._answers.append((pending, result))
            case Left(why):
                self._count(phone, why)
                line.ends.close()
            case _:
                self._keep(phone, heard, now_s)

    def _feel(self, phone: str | None, faults: tuple[str, ...]) -> None:
        if phone is not None:
            seen = self.roll.seen(phone)
            seen.faults, seen.changed = faults, True

    def _keep(
        self, phone: str | None, heard: Condition | Fix | Void | Damage, now_s: float
    ) -> None:
        match heard:
            case Condition(faults):
                self._feel(phone, faults)
            case Fix():
                self._count(phone, "fixes")
                now = self._clock.now()
                taken = self.picture.take(heard, received_at=now, received_s=now_s)
                if isinstance(taken, Received):
                    self.writer.keep(taken)
            case Void():
                self._count(phone, "void")
            case Damage(kind):
                self._count(phone, kind)

    def _join(self, line: Line, phone: str) -> None:
        self._feel(phone, ())
        before = self.lines.join(line, phone)
        if before is not None:
            # A vehicle that comes from a dead spot opens a new connection before the old one ends.
            self.roll.seen(phone).doubled += 1
            if before.address != line.address:
                self._bound("doubled")
            before.ends.close()
        if line.session.version is not Version.V2019:
            line.ends.write(line.session.say(SetEvents(1, MENU))[1])
        log.info("terminals.joined", feed=self._name, terminals=len(self.lines.joined))

    def _count(self, phone: str | None, kind: str) -> None:
        self.counts[kind] += 1
        if phone is not None and phone in self.lines.joined:
            self.roll.seen(phone).counts[kind] += 1

    def _bound(self, fault: str) -> None:
        self.counts[fault] += 1
        now_s = self._clock.monotonic_s()
        if now_s - self._fault_s.get(fault, -1e9) >= CROWDED_FOR_S:
            log.warning("terminals.bound_kept", feed=self._name, bound=fault)
        self._fault_s[fault] = now_s

    def _note(self, line: Line, now_s: float) -> None:
        phone = line.session.phone
        if phone is None or not (line.session.joined or phone in self.roll):
            return
        seen = self.roll.seen(phone)
        if line.session.joined or not seen.connected:
            seen.address, seen.connected = line.address, line.session.joined
        seen.heard_s, seen.changed = now_s, True

    def _close(self, line: Line) -> None:
        phone = line.session.phone
        was_joined = phone is not None and self.lines.joined.get(phone) is line
        self.lines.close(line)
        line.ends.close()
        if phone is not None and was_joined:
            seen = self.roll.seen(phone)
            seen.connected, seen.changed = False, True
        for key in [one for one in self._pending if was_joined and one[0] == phone]:
            del self._pending[key]

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            now_s = self._clock.monotonic_s()
            for line in self.lines:
                for heard in line.session.look(now_s):
                    self._take(line, heard, now_s)

    async def _desk(self) -> None:
        """Learn who is admitted, write who was seen and send what is due, until cancelled."""
        while True:
            try:
                await self._desk_while_connected()
            except (psycopg.Error, OSError) as error:
                log.warning("terminals.database_away", why=type(error).__name__)
            await asyncio.sleep(CONNECT_AGAIN_AFTER_S)

    async def _desk_while_connected(self) -> None:
        connection = await psycopg.AsyncConnection.connect(
            self._dsn, autocommit=True, connect_timeout=CONNECT_WITHIN_S, options=OPTIONS
        )
        async with connection:
            await store.nobody_connected(connection, self._name)
            for phone in self.lines.joined:
                self.roll.seen(phone).changed = True
            while True:
                await self._work(connection)
                await asyncio.sleep(DESK_EVERY_S)

    async def _work(self, connection: store.Connection) -> None:
        self.roll.admit(await store.read_admitted(connection))
        for phone, line in tuple(self.lines.joined.items()):
            if not self.roll.is_admitted(phone):
                self._count(phone, "revoked")
                line.ends.close()
        changed = self.roll.take_changed()
        try:
            await store.write_seen(connection, self._name, changed, self._clock.monotonic_s())
        except psycopg.Error:
            for one in changed:
                one.changed = True
            raise
        while self._answers:
            about, result = self._answers[0]
            if isinstance(about, Confirmation):
                await confirmations.settle_confirmation(connection, about, outcome_of(result))
            else:
                await downlinks.settle(connection, about, result)
            del self._answers[0]
        await self._confirm(connection)
        for due in await downlinks.take_due(connection, list(self.lines.joined)):
            self._send(due)

    async def _confirm(self, connection: store.Connection) -> None:
        """Tell terminals that a person has acknowledged; 2011 has no such message."""
        for told in await confirmations.take_confirmations(connection, list(self.lines.joined)):
            line = self.lines.joined.get(told.device)
            if line is None:
                continue
            if line.session.version is Version.V2011:
                await confirmations.settle_confirmation(connection, told, "not_supported")
                continue
            serial, data = line.session.say(ConfirmAlarm(0, Alarm.EMERGENCY))
            self._pending[told.device, serial] = told
            line.ends.write(data)

    def _send(self, due: downlinks.Due) -> None:
        line = self.lines.joined.get(due.phone)
        if line is not None:
            serial, data = line.session.say(Text(SHOWN, due.text))
            self._pending[due.phone, serial] = due.id
            line.ends.write(data)
            self._count(due.phone, "texts")


def outcome_of(result: int) -> str:
    """Name what a terminal answered to a confirmation."""
    if result == Result.DONE:
        return "done"
    return "not_supported" if result == Result.NOT_SUPPORTED else "failed"


class Wire:
    """The sending end of a connection; one that does not read is ended."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer

    def write(self, data: bytes) -> None:
        """Send."""
        transport = self._writer.transport
        if transport.get_write_buffer_size() > MAX_UNREAD:
            transport.abort()
        else:
            self._writer.write(data)

    def close(self) -> None:
        """End it; what was written goes out first."""
        self._writer.close()
