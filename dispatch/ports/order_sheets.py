"""Makes the printed order sheet 出车命令单."""

from typing import Protocol

from dispatch.domain.errors import DomainError
from dispatch.domain.order_sheet import OrderSheet
from dispatch.domain.travel import Route


class OrderSheetAway(DomainError):
    """The sheet cannot be made now; the order itself is not touched by it."""

    code = "order_sheet_away"


class OrderSheets(Protocol):
    """Makes PDF/A files; OrderSheetAway when one cannot be made."""

    async def render(self, sheet: OrderSheet, route: Route | None, map_svg: str | None) -> bytes:
        """Make the sheet of one order, with its route and a map where they are known."""
        ...
