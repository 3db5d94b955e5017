"""Listens to what an exchange on this machine hears and says, for calls that it refuses untold."""

import asyncio
from collections.abc import Callable
from datetime import datetime

import structlog
from typing_extensions import override

from dispatch.adapters.asterisk.ami_link import AsteriskLink
from dispatch.adapters.asterisk.dialplan.net_files import TAP_HOST
from dispatch.adapters.asterisk.hep import read_packet
from dispatch.adapters.asterisk.refused_calls import RefusedCalls

TRY_AGAIN_AFTER_S = 2.0
MOST_WAITING = 2000

log = structlog.get_logger(__name__)


class CallTap:
    """Tells one exchange's link of the calls that never reached its dialplan.

    Of the servers on a machine one holds the port; when it dies the other has it in two seconds.

    Attributes:
        counted: How many calls were refused so since this server began.
    """

    def __init__(
        self, link: AsteriskLink, *, port: int, sip_port: int, now: Callable[[], datetime]
    ) -> None:
        self.counted = 0
        self.listens = asyncio.Event()
        self._link = link
        self._port = port
        self._now = now
        self._refused = RefusedCalls(link.exchange, sip_port)
        self._packets: asyncio.Queue[bytes] = asyncio.Queue(MOST_WAITING)

    async def run(self) -> None:
        """Listen until cancelled."""
        while True:
            try:
                await self._listen()
            except OSError:
                log.debug("tap.port_taken", exchange=self._link.exchange)
            await asyncio.sleep(TRY_AGAIN_AFTER_S)

    async def _listen(self) -> None:
        loop = asyncio.get_running_loop()
        transport, _ = await loop.create_datagram_endpoint(
            lambda: _Ear(self._packets), local_addr=(TAP_HOST, self._port)
        )
        self.listens.set()
        try:
            while True:
                await self._take(await self._packets.get())
        finally:
            self.listens.clear()
            transport.close()

    async def _take(self, data: bytes) -> None:
        heard = read_packet(data)
        signals = () if heard is None else tuple(self._refused.feed(heard, self._now()))
        if signals:
            self.counted += 1
            log.warning("exchange.call_refused_untold", exchange=self._link.exchange)
        for signal in signals:
            await self._link.tell(signal)


class _Ear(asyncio.DatagramProtocol):
    """Puts packets into a queue; a flood that nobody reads is dropped."""

    def __init__(self, packets: asyncio.Queue[bytes]) -> None:
        self._packets = packets

    @override
    def datagram_received(self, data: bytes, _from: object) -> None:
        if not self._packets.full():
            self._packets.put_nowait(data)
