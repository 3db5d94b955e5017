"""Runs use cases: one command is one transaction, once per key."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from dispatch.domain.errors import DomainError
from dispatch.domain.origin import Origin
from dispatch.ports.transaction import Transaction

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None
UseCase = Callable[[Transaction], Awaitable[Json]]


class DatabaseAway(DomainError):
    """The database cannot be reached, or did not confirm; the same key may be tried again."""

    code = "database_away"


class ValueUnusable(DomainError):
    """A value that no database holds, such as a text with a NUL or an instant out of all reach."""

    code = "value_unusable"


@dataclass(frozen=True, slots=True)
class Keyed:
    """What makes two requests the same.

    Args:
        key: Idempotency key; None for an act that may run twice, such as a sign-in.
        name: The use case.
        body: What was asked, as canonical text.
    """

    key: UUID | None
    name: str
    body: str = ""


class Commands(Protocol):
    """The door to every change."""

    async def run(self, keyed: Keyed, origin: Origin, use_case: UseCase) -> Json:
        """Run a use case in one transaction and give its answer.

        A key that was used before gives the stored answer and changes nothing. Conflicts are
        retried three times.

        Raises:
            KeyReused: The key came before with another name, actor or body.
            DatabaseAway: Nothing is known to be stored; try again with the same key.
            ValueUnusable: Nothing is stored, and never will be.
        """
        ...
