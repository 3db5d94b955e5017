"""A server's link to one exchange: hears its signals, asks it to act, comes back by itself."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self

import structlog

from dispatch.adapters.asterisk.ami_connection import AmiConnection, LoginRefused
from dispatch.adapters.asterisk.ami_events import AmiReader
from dispatch.adapters.asterisk.ami_fields import EventDamage, Fields, Unusable, whole
from dispatch.adapters.asterisk.ami_notes import read_notes
from dispatch.adapters.asterisk.ami_picture import VARIABLES, build_picture
from dispatch.adapters.asterisk.ami_trunks import TrunkStates, list_trunk_contacts
from dispatch.adapters.asterisk.ami_way import ON_THIS_MACHINE, AmiWay
from dispatch.adapters.asterisk.dialplan.call_notes import FAMILY
from dispatch.adapters.asterisk.dialplan.net_files import ACTIONS_ACCOUNT, EVENTS_ACCOUNT
from dispatch.adapters.asterisk.dialplan.overflow_conf import MESSAGES
from dispatch.domain.exchange_picture import ExchangePicture, NotedCall
from dispatch.domain.signal import ExchangeLink, Signal
from dispatch.ports.call_control import ExchangeAway

TRY_AGAIN_AFTER_S = 0.5
# A wrong password does not mend itself, but the exchange's files may be written anew.
REFUSED_AGAIN_AFTER_S = 5.0
MOST_SIGNALS_WAITING = 10_000

log = structlog.get_logger(__name__)


class AsteriskLink:
    """The link to one exchange; use it as an async context.

    Events and actions have a connection each, so that a storm of the one cannot delay the other.

    Attributes:
        exchange: Its name.
        refused: Whether the exchange refuses our password; a fault that a person must mend.
        trunks: Which of its trunks it reaches.
    """

    def __init__(
        self,
        exchange: str,
        *,
        ami_port: int,
        secret: str,
        now: Callable[[], datetime],
        emergency_number: str = "120",
        way: AmiWay = ON_THIS_MACHINE,
    ) -> None:
        self.exchange = exchange
        self.refused = False
        self.trunks = TrunkStates()
        self._port = ami_port
        self._way = way
        self._secret = secret
        self._now = now
        self._queue = emergency_number
        self._signals: asyncio.Queue[Signal] = asyncio.Queue(MOST_SIGNALS_WAITING)
        self._actions: AmiConnection | None = None
        self._up = False
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        for loop in (self._hear, self._be_ready_to_act):
            self._tasks.append(asyncio.create_task(self._for_ever(loop)))
        return self

    async def __aexit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _: TracebackType | None,
    ) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def listen(self) -> AsyncIterator[Signal]:
        """Give every signal; see the port CallSignals."""
        while True:
            yield await self._signals.get()

    async def tell(self, signal: Signal) -> None:
        """Give a signal that was found out elsewhere, behind all that came from the exchange."""
        await self._signals.put(signal)

    @property
    def hears(self) -> bool:
        """Whether every event of the exchange reaches us: its picture was taken, the line lives."""
        return self._up

    @property
    def acts(self) -> bool:
        """Whether the exchange can be asked to act."""
        return self._actions is not None

    def acting(self) -> AmiConnection:
        """Give the connection for actions.

        Raises:
            ExchangeAway: There is none now.
        """
        if self._actions is None:
            raise ExchangeAway(exchange=self.exchange)
        return self._actions

    async def _for_ever(self, live: Callable[[], Awaitable[None]]) -> None:
        while True:
            pause_s = TRY_AGAIN_AFTER_S
            try:
                await live()
            except ExchangeAway:
                pass
            except LoginRefused:
                pause_s = REFUSED_AGAIN_AFTER_S
                self.refused = True
                log.exception("ami.login_refused", exchange=self.exchange)
            except Exception:  # whatever it was: a link that is given up would hear no call more
                log.exception("ami.link_broke", exchange=self.exchange)
            await asyncio.sleep(pause_s)

    async def _be_ready_to_act(self) -> None:
        connection = await self._open(ACTIONS_ACCOUNT, hears=False)
        try:
            self._actions = connection
            await connection.keep_alive()
        finally:
            self._actions = None

    async def _hear(self) -> None:
        connection = await self._open(EVENTS_ACCOUNT, hears=True)
        alive = asyncio.create_task(connection.keep_alive())
        try:
            await self._read(connection)
        finally:
            alive.cancel()
            connection.close()
            self.trunks.lose()
            if self._up:
                self._up = False
                await self._signals.put(self._link(up=False))

    async def _open(self, account: str, *, hears: bool) -> AmiConnection:
        connection = AmiConnection(
            port=self._port, account=account, secret=self._secret, hears=hears, way=self._way
        )
        await connection.open()
        self.refused = False
        return connection

    async def _read(self, connection: AmiConnection) -> None:
        reader = AmiReader(self.exchange, self._queue)
        picture = await self._take_picture(connection)
        reader.adopt(picture)
        self._up = True
        await self._signals.put(self._link(up=True))
        await self._signals.put(picture)
        while (event := await connection.events.get()) is not None:
            self.trunks.feed(event)
            for signal in reader.feed(event):
                await self._tell(signal)

    async def _take_picture(self, connection: AmiConnection) -> ExchangePicture:
        """Ask for all that the exchange holds; what it reported before is in the answer."""
        booted = await _event(connection, "FullyBooted")
        started_at = self._now() - timedelta(seconds=_uptime_s(booted))
        channels = await connection.ask_list("Status", Variables=",".join(VARIABLES))
        await _event(connection, "StatusComplete")
        queues = await connection.ask_list("QueueStatus")
        noted = list(read_notes(await connection.ask_list("DBGetTree", Family=FAMILY)))
        for damage in noted:
            if isinstance(damage, EventDamage):
                log.error("ami.notes_damaged", exchange=self.exchange, why=damage.why)
        kept = await connection.ask_list("DBGetTree", Family=MESSAGES)
        self.trunks.adopt(await list_trunk_contacts(connection))
        return build_picture(
            self.exchange,
            channels,
            queues,
            started_at=started_at,
            taken_at=self._now(),
            queue=self._queue,
            noted=[one for one in noted if isinstance(one, NotedCall)],
            kept=kept,
        )

    def _link(self, *, up: bool) -> ExchangeLink:
        return ExchangeLink(exchange=self.exchange, up=up, at=self._now())

    async def _tell(self, signal: Signal | EventDamage) -> None:
        if isinstance(signal, EventDamage):
            log.warning("ami.event_damaged", exchange=self.exchange, why=signal.why)
        else:
            await self._signals.put(signal)


async def _event(connection: AmiConnection, kind: str) -> Fields:
    """Pass over events up to one of a kind; the line's own signs of life bound the wait."""
    while (event := await connection.events.get()) is not None:
        if event.get("Event") == kind:
            return event
    raise ExchangeAway


def _uptime_s(booted: Fields) -> int:
    try:
        return whole(booted, "Uptime")
    except Unusable:
        return 0
