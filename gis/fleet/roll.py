"""Which terminals may speak over HTTP, and who tried that may not; read as the role d120_gis."""

import asyncio
import hmac
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import psycopg
import structlog

from gis.fleet.store import OPTIONS

log = structlog.get_logger()

READ_EVERY_S = 1.0
AGAIN_AFTER_S = 1.0
MAX_TRIES_KEPT = 500
PREFIX = 8  # of a hash, by which it is found; no token can be made for one
TOKENS = "SELECT device, token_hash FROM gis.terminal_token"
TELL = """
    INSERT INTO gis.unknown_terminal (feed, device, why, address, tries)
    VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (feed, device, why) DO UPDATE SET
        address = excluded.address, last_at = now(),
        tries = unknown_terminal.tries + excluded.tries
"""
FORGET = """
    DELETE FROM gis.unknown_terminal WHERE (feed, device, why) IN (
        SELECT feed, device, why FROM gis.unknown_terminal ORDER BY last_at DESC OFFSET 500)
"""


@dataclass(slots=True)
class _Tries:
    address: str
    count: int = 0


class Roll:
    """Answers from memory; what it does not know yet is refused.

    Args:
        feed: Whose strangers are listed.
        forwarders: Tokens' names that may speak for every terminal with a token of its own.
    """

    def __init__(self, feed: str, forwarders: frozenset[str] = frozenset()) -> None:
        self._feed, self._forwarders = feed, forwarders
        self._owners: Mapping[bytes, tuple[bytes, str]] = {}
        self._known: frozenset[str] = frozenset()
        self._tries: OrderedDict[tuple[str, str], _Tries] = OrderedDict()
        self.is_read = False

    def owner(self, token: str) -> str | None:
        """Tell whose token this is; hashes are compared in constant time."""
        asked = sha256(token.encode("utf-8", "replace")).digest()
        kept, device = self._owners.get(asked[:PREFIX], (b"", None))
        return device if hmac.compare_digest(kept, asked) else None

    def speaks_for(self, owner: str, device: str | None) -> str | None:
        """Give the terminal for which the owner of a token speaks; None: it may not."""
        if device is None or device == owner:
            return owner if owner not in self._forwarders else None
        return device if owner in self._forwarders and device in self._known else None

    def note(self, device: str | None, why: str, address: str) -> None:
        """Remember a try for the list; bounded, the oldest go."""
        tries = self._tries.setdefault((device or "", why), _Tries(address))
        tries.address, tries.count = address, tries.count + 1
        self._tries.move_to_end((device or "", why))
        if len(self._tries) > MAX_TRIES_KEPT:
            self._tries.popitem(last=False)

    def learn(self, tokens: Mapping[str, bytes]) -> None:
        """Take the tokens that hold now."""
        self._owners = {one[:PREFIX]: (one, device) for device, one in tokens.items()}
        self._known = frozenset(tokens) - self._forwarders
        self.is_read = True

    async def run(self, dsn: str) -> None:
        """Follow the database until cancelled; while it is away the last that was read holds."""
        while True:
            try:
                connection = await psycopg.AsyncConnection.connect(
                    dsn, autocommit=True, connect_timeout=3, options=OPTIONS
                )
                async with connection:
                    while True:
                        await self._exchange(connection)
                        await asyncio.sleep(READ_EVERY_S)
            except (psycopg.Error, OSError) as error:
                log.warning("roll.database_away", why=type(error).__name__)
            await asyncio.sleep(AGAIN_AFTER_S)

    async def _exchange(self, connection: psycopg.AsyncConnection[tuple[Any, ...]]) -> None:
        rows = await (await connection.execute(TOKENS)).fetchall()
        self.learn({device: bytes(token_hash) for device, token_hash in rows})
        if self._tries:
            tries, self._tries = self._tries, OrderedDict()
            told = [
                (self._feed, device, why, one.address, one.count)
                for (device, why), one in tries.items()
            ]
            async with connection.cursor() as cursor:
                await cursor.executemany(TELL, told)
            await connection.execute(FORGET)
