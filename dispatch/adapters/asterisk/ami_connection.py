"""One connection to an exchange's manager interface: panoramisk behind a wall.

panoramisk 1.4 repeats unsent actions after a reconnect, loops for ever on an exception in a
callback, does not notice a half-open line, does not escape line ends, breaks on some answers or
waits for more than comes, and knows no "not connected". Here a connection lives once, its only
callback fills a queue, every wait is bounded, and whether a list is awaited is always said. What
it reads wrong mends `ami_protocol`.
"""

import asyncio
import unicodedata
from collections.abc import Mapping
from typing import Any

from panoramisk.manager import Manager
from panoramisk.message import Message

from dispatch.adapters.asterisk.ami_fields import Fields
from dispatch.adapters.asterisk.ami_protocol import WholeMessages, copy_fields
from dispatch.adapters.asterisk.ami_way import ON_THIS_MACHINE, AmiWay
from dispatch.adapters.asterisk.dialplan.safe import UnsafeValue
from dispatch.ports.call_control import ExchangeAway

ACTION_TIMEOUT_S = 2.0
PING_EVERY_S = 2.0
NEVER_S = 365 * 86_400
MOST_EVENTS_WAITING = 20_000
UNSENDABLE = frozenset({"Cc", "Cs"})  # control signs, halves of a character
LONGEST_LINE_BYTES = 1000  # Asterisk drops a line that does not fit into 1024


class LoginRefused(Exception):
    """The exchange does not know this account or password: trying again will not help."""


class _OneConnection(Manager):  # type: ignore[misc]
    """Connects once: no second try, nothing kept for later, no ping of its own."""

    def __init__(self, lost: asyncio.Event, **config: object) -> None:
        super().__init__(ping_delay=NEVER_S, protocol_factory=WholeMessages, **config)
        self._lost = lost
        self._used = False

    def connect(self, *_: object, **__: object) -> Any:  # noqa: ANN401 (panoramisk is untyped)
        if not self._used:
            self._used = True
            return super().connect()
        return None

    def connection_lost(self, _exc: object) -> None:
        self._lost.set()


class AmiConnection:
    """A connection from log-in to its end. It is never used again after that.

    Attributes:
        events: Copies of what the exchange reports, in order; None is the end.
    """

    def __init__(
        self,
        *,
        port: int,
        account: str,
        secret: str,
        hears: bool,
        way: AmiWay = ON_THIS_MACHINE,
    ) -> None:
        self.events: asyncio.Queue[Fields | None] = asyncio.Queue()
        self._lost = asyncio.Event()
        self._ended = False
        self._manager = _OneConnection(
            self._lost,
            host=way.host,
            port=way.port(port),
            ssl=way.trust() or False,
            username=account,
            secret=secret,
            events="on" if hears else "off",
            loop=asyncio.get_running_loop(),
        )
        self._manager.register_event("*", self._take)

    async def open(self) -> None:
        """Connect and log in.

        Raises:
            ExchangeAway: Nobody listens there, or nobody answers in time.
            LoginRefused: Wrong account or password.
        """
        try:
            async with asyncio.timeout(ACTION_TIMEOUT_S):
                await self._manager.connect()
            await asyncio.sleep(0)  # lets panoramisk send its log-in
            answer = await self._until_lost(self._manager.authenticated_future)
        except (OSError, TimeoutError) as error:
            self.close()
            raise ExchangeAway from error
        if not answer.success:
            self.close()
            raise LoginRefused

    async def ask(self, action: str, **fields: str) -> Fields:
        """Send one action and give its answer.

        Raises:
            ExchangeAway: Not logged in, or no answer in time. It is not sent again.
            UnsafeValue: A value holds a control sign, half a character, or too many of them.
        """
        return copy_fields(await self._ask(action, fields, many=False))

    async def ask_list(self, action: str, **fields: str) -> list[Fields]:
        """Send an action that is answered by a list, and give the list; raises as `ask` does."""
        answers = await self._ask(action, fields, many=True)
        return [copy_fields(message) for message in answers]

    async def keep_alive(self) -> None:
        """Ask for a sign of life for ever; return when the connection is dead, and close it."""
        try:
            while not await self._lost_within(PING_EVERY_S):
                await self.ask("Ping")
        except ExchangeAway:
            pass
        finally:
            self.close()

    def close(self) -> None:
        """End the connection at once, half-open or not."""
        self._lost.set()
        protocol = self._manager.protocol
        if protocol is not None and not self._ended:
            protocol.transport.abort()  # first: asyncio's TLS transport, closed twice, has no abort
        self._ended = True
        self._manager.close()
        self.events.put_nowait(None)

    def _take(self, _manager: object, message: Message) -> None:
        if self.events.qsize() < MOST_EVENTS_WAITING:
            self.events.put_nowait(copy_fields(message))
        else:  # rather a new picture than a gap
            self.close()

    async def _ask(self, action: str, fields: Mapping[str, str], *, many: bool) -> Any:  # noqa: ANN401
        _refuse_unsafe({"Action": action, **fields})
        if self._lost.is_set() or not self._manager.authenticated:
            raise ExchangeAway
        try:
            return await self._until_lost(
                self._manager.send_action({"Action": action, **fields}, as_list=many)
            )
        except TimeoutError as error:
            raise ExchangeAway from error

    async def _until_lost(self, future: asyncio.Future[Any]) -> Any:  # noqa: ANN401
        lost = asyncio.ensure_future(self._lost.wait())
        try:
            await asyncio.wait(
                {future, lost}, timeout=ACTION_TIMEOUT_S, return_when=asyncio.FIRST_COMPLETED
            )
        finally:
            lost.cancel()
        if not future.done():
            future.cancel()
            raise TimeoutError
        return future.result()

    async def _lost_within(self, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                await self._lost.wait()
        except TimeoutError:
            return False
        return True


def _refuse_unsafe(fields: Mapping[str, str]) -> None:
    """Let pass what arrives as it is: an end of line or of a string would begin another header."""
    for name, value in fields.items():
        line = f"{name}: {value}"
        if any(unicodedata.category(sign) in UNSENDABLE for sign in line):
            raise UnsafeValue(field=name)
        if len(line.encode()) > LONGEST_LINE_BYTES:
            raise UnsafeValue(field=name)
