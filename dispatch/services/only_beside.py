"""Shared by the verbs that put a closure in force: it was checked beside those that there are."""

from collections.abc import Collection
from uuid import UUID

from dispatch.domain.closure import ClosuresChangedMeanwhile
from dispatch.ports.transaction import Transaction


async def only_beside(beside: Collection[UUID], tx: Transaction) -> None:
    """Refuse when there are others than those that a closure was checked with.

    Raises:
        ClosuresChangedMeanwhile: There are: together they may cut something off.
    """
    known = await tx.closures.list_open(tx.now)
    if not {one.id for one in known} <= set(beside):
        raise ClosuresChangedMeanwhile
