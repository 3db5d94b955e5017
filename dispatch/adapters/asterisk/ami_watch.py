"""Watches at an exchange what is no call: refused log-ins, telephones that fell silent.

It has an account and a connection of its own, so that a flood of refusals delays no call.
"""

import asyncio
from collections.abc import Callable
from time import monotonic

import structlog

from dispatch.adapters.asterisk.ami_connection import AmiConnection, LoginRefused
from dispatch.adapters.asterisk.ami_fields import Fields
from dispatch.adapters.asterisk.ami_refusals import PhoneStates, Refusals
from dispatch.adapters.asterisk.ami_way import ON_THIS_MACHINE, AmiWay
from dispatch.adapters.asterisk.dialplan.net_files import WATCH_ACCOUNT
from dispatch.ports.call_control import ExchangeAway

TRY_AGAIN_AFTER_S = 2.0

log = structlog.get_logger(__name__)


class ExchangeWatch:
    """What one exchange tells besides calls.

    Attributes:
        phones: Which telephones are silent, as far as it is heard.
        hears: Whether it is heard now.
    """

    def __init__(
        self,
        exchange: str,
        *,
        ami_port: int,
        secret: str,
        way: AmiWay = ON_THIS_MACHINE,
        clock_s: Callable[[], float] = monotonic,
    ) -> None:
        self.exchange = exchange
        self.phones = PhoneStates()
        self.hears = False
        self._refusals = Refusals()
        self._port = ami_port
        self._secret = secret
        self._way = way
        self._clock_s = clock_s
        self._told = False

    @property
    def guessing(self) -> bool:
        """Whether somebody tries passwords there now."""
        return self._refusals.guessing(self._clock_s())

    @property
    def refused(self) -> int:
        """How often anybody was refused since this server began."""
        return self._refusals.counted

    def take(self, event: Fields) -> None:
        """Learn from one event."""
        self.phones.feed(event)
        self._refusals.feed(event, self._clock_s())
        self._tell()

    async def run(self) -> None:
        """Watch until cancelled."""
        while True:
            try:
                await self._watch()
            except (ExchangeAway, LoginRefused) as error:
                log.info("watch.away", exchange=self.exchange, why=type(error).__name__)
            await asyncio.sleep(TRY_AGAIN_AFTER_S)

    async def _watch(self) -> None:
        connection = AmiConnection(
            port=self._port,
            account=WATCH_ACCOUNT,
            secret=self._secret,
            hears=True,
            way=self._way,
        )
        await connection.open()
        alive = asyncio.create_task(connection.keep_alive())
        try:
            self.phones.adopt(await connection.ask_list("PJSIPShowContacts"))
            self.hears = True
            while (event := await connection.events.get()) is not None:
                self.take(event)
        finally:
            alive.cancel()
            connection.close()
            self.hears, self.phones = False, PhoneStates()

    def _tell(self) -> None:
        """Log the addresses once, when it begins."""
        guessing = self.guessing
        if guessing and not self._told:
            sources = self._refusals.sources(self._clock_s())[:5]
            log.warning("exchange.guessing", exchange=self.exchange, sources=sources)
        self._told = guessing
