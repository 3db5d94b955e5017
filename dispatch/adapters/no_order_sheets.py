"""A centre that cannot print: the order itself is not touched by it."""

from dispatch.domain.order_sheet import OrderSheet
from dispatch.domain.travel import Route
from dispatch.ports.order_sheets import OrderSheetAway


class NoOrderSheets:
    """See `dispatch.ports.order_sheets`."""

    async def render(self, sheet: OrderSheet, route: Route | None, map_svg: str | None) -> bytes:
        """Say that there is none."""
        raise OrderSheetAway
