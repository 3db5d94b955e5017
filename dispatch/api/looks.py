"""Looks at personal data: accounted for in a transaction of their own, before anything is shown.

What was seen is not kept with the command's key: a repeated request reads it again.
"""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from dispatch.api.context import Context
from dispatch.contracts.base import View
from dispatch.domain.origin import staff_origin
from dispatch.domain.people import Session
from dispatch.ports.commands import Json, Keyed
from dispatch.ports.transaction import Transaction

T = TypeVar("T")


class Accounted(View):
    """The kept answer of a look: that it was."""


def accounted(
    use_case: Callable[[Transaction], Awaitable[object]],
) -> Callable[[Transaction], Awaitable[Accounted]]:
    """Run a use case and keep nothing of its result."""

    async def run(tx: Transaction) -> Accounted:
        await use_case(tx)
        return Accounted()

    return run


async def look(
    context: Context,
    session: Session,
    name: str,
    use_case: Callable[[Transaction], Awaitable[T]],
) -> T:
    """Run the use case of a request that has no key, such as GET, and give its result."""
    seen: list[T] = []

    async def run(tx: Transaction) -> Json:
        seen.append(await use_case(tx))
        return None

    await context.commands.run(Keyed(None, name), staff_origin(session.person.staff_number), run)
    return seen[-1]
