"""Where the SIP secrets of phones are kept."""

from typing import Protocol


class PhoneAccounts(Protocol):
    """One account a phone, by its name: 8001, spare1."""

    async def add(self, name: str, secret: str) -> None:
        """Store a new account; one that is there keeps its secret."""
        ...

    async def remove(self, name: str) -> None:
        """Take an account away, if it is there."""
        ...
