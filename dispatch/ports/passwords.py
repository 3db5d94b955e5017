"""Password hashing, kept away from the loop because it is slow on purpose."""

from typing import Protocol


class Passwords(Protocol):
    """argon2id."""

    async def hash(self, password: str) -> str:
        """Make the stored form of a password."""
        ...

    async def match(self, password_hash: str, password: str) -> bool:
        """Tell whether a password belongs to a stored form."""
        ...
