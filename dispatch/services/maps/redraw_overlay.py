"""A piece of the overlay is drawn otherwise, or removed."""

from uuid import UUID

from dispatch.domain.map_work import (
    KEPT_IN_TABLES,
    Json,
    OverlayChange,
    OverlayKind,
    OverlayPieceNotFound,
)
from dispatch.ports.transaction import Transaction
from dispatch.services.change_overlay import change_overlay


async def redraw_overlay(
    piece_id: UUID, kind: OverlayKind | None, content: Json | None, by: str, tx: Transaction
) -> OverlayChange:
    """Change a piece.

    Args:
        piece_id: Which.
        kind: What it is, to be sure that the content fits; None when it is removed.
        content: None removes it.
        by: Staff number.
        tx: The unit of work.

    Raises:
        OverlayPieceNotFound: There is no such piece of this kind, or it was removed.
    """
    changes = await tx.map_work.list_changes_of(piece_id)
    if not changes or changes[0].content is None or kind not in {None, changes[0].kind}:
        raise OverlayPieceNotFound
    last = changes[0]
    if last.kind in KEPT_IN_TABLES:
        raise OverlayPieceNotFound
    verb = "remove_overlay" if content is None else "redraw_overlay"
    return await change_overlay(verb, (last.piece_id, last.number, last.kind), content, by, tx)
