"""The last change of a piece of the overlay is taken back, by a change of its own."""

from dispatch.domain.map_work import (
    KEPT_IN_TABLES,
    OverlayChange,
    OverlayChangedSince,
    OverlayRevisionNotFound,
)
from dispatch.ports.transaction import Transaction
from dispatch.services.change_overlay import change_overlay


async def undo_overlay(revision: int, by: str, tx: Transaction) -> OverlayChange:
    """Make the piece what it was before.

    Raises:
        OverlayRevisionNotFound: There is no such change.
        OverlayChangedSince: The piece was changed after it.
    """
    undone = await tx.map_work.find_change(revision)
    if undone is None or undone.kind in KEPT_IN_TABLES:
        raise OverlayRevisionNotFound
    last, *earlier = await tx.map_work.list_changes_of(undone.piece_id)
    if last.revision != revision:
        raise OverlayChangedSince(revision=last.revision)
    before = earlier[0].content if earlier else None
    piece = (last.piece_id, last.number, last.kind)
    return await change_overlay("undo_overlay", piece, before, by, tx, undoes=revision)
