"""A technician draws something over the map."""

from uuid import UUID

from dispatch.domain.map_work import Json, OverlayChange, OverlayKind
from dispatch.ports.transaction import Transaction
from dispatch.services.change_overlay import change_overlay


async def draw_overlay(
    piece_id: UUID, kind: OverlayKind, content: Json, by: str, tx: Transaction
) -> OverlayChange:
    """Add a piece."""
    piece = (piece_id, await tx.map_work.next_number(), kind)
    return await change_overlay("draw_overlay", piece, content, by, tx)
