"""Password hashing with argon2id, in threads of its own because it is slow on purpose."""

import asyncio
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from secrets import token_bytes

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Cost:
    """How dear one hash is. Source: OWASP, Password Storage, above its least for argon2id."""

    memory_kib: int = 65_536
    passes: int = 3
    lanes: int = 4


class Argon2Passwords:
    """See `dispatch.ports.passwords`. At most AT_ONCE are hashed at once: calls come first.

    Args:
        cost: Tests take a cheap one.
    """

    def __init__(self, cost: Cost | None = None) -> None:
        self._cost = taken = cost or Cost()
        self._hasher = PasswordHasher(
            time_cost=taken.passes, memory_cost=taken.memory_kib, parallelism=taken.lanes
        )
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="password")

    async def hash(self, password: str) -> str:
        """Make the stored form of a password."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._hasher.hash, password)

    def nobodys(self) -> str:
        """Give a stored form that no password matches, and that costs as much to be tried."""
        salt, digest = (b64encode(token_bytes(size)).decode().rstrip("=") for size in (16, 32))
        cost = f"m={self._cost.memory_kib},t={self._cost.passes},p={self._cost.lanes}"
        return f"$argon2id$v=19${cost}${salt}${digest}"

    async def match(self, password_hash: str, password: str) -> bool:
        """Tell whether a password belongs to a stored form; a damaged form matches nothing."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._match, password_hash, password)

    def _match(self, password_hash: str, password: str) -> bool:
        try:
            return self._hasher.verify(password_hash, password)
        except (VerificationError, InvalidHashError):
            return False
