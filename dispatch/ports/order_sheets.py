"""Makes the printed order sheet 出车命令单."""

from typing import Protocol

from dispatch.domain.errors import DomainError
from dispatch.domain.nearest_aed import NearestAed
from dispatch.domain.order_sheet import OrderSheet
from dispatch.domain.travel import Route


class OrderSheetAway(DomainError):
    """The sheet cannot be made now; the order itself is not touched by it."""

    code = "order_sheet_away"


class OrderSheets(Protocol):
    """Makes PDF/A files; OrderSheetAway when one cannot be made."""

    async def render(
        self,
        sheet: OrderSheet,
        route: Route | None,
        map_svg: str | None,
        aed: NearestAed | None = None,
    ) -> bytes:
        """Make the sheet of one order, with route, map and the nearest AED where they are known."""
        ...
