"""Sets order sheets with typst, in a thread: a quarter of a second must not hold the server."""

import asyncio
import json
from functools import cached_property
from importlib.resources import files
from typing import Any

import structlog
import typst

from dispatch.adapters.order_sheet.form import Paper, form_of
from dispatch.domain.nearest_aed import NearestAed
from dispatch.domain.order_sheet import OrderSheet
from dispatch.domain.travel import Route
from dispatch.ports.order_sheets import OrderSheetAway

log = structlog.get_logger()

FONTS = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Serif CJK SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimSun",
)


class TypstOrderSheets:
    """See `dispatch.ports.order_sheets`. Sheets are made one after the other.

    Args:
        zone: In which times are written.
        demo: Whether every sheet is marked 演示.
    """

    def __init__(self, *, zone: str, demo: bool) -> None:
        self._zone, self._demo = zone, demo
        self._turn = asyncio.Lock()

    async def render(
        self,
        sheet: OrderSheet,
        route: Route | None,
        map_svg: str | None,
        aed: NearestAed | None = None,
    ) -> bytes:
        """See `dispatch.ports.order_sheets`; a map that cannot be set is left out."""
        async with self._turn:
            form = await asyncio.to_thread(self._filled, sheet, route, aed)
            try:
                return await asyncio.to_thread(self._set, sheet, form, map_svg)
            except typst.TypstError as fault:
                log.warning("order_sheet.failed", number=sheet.number, with_map=map_svg is not None)
                if map_svg is None:
                    raise OrderSheetAway from fault
            return await asyncio.to_thread(self._set_plain, sheet, form)

    def _filled(
        self, sheet: OrderSheet, route: Route | None, aed: NearestAed | None
    ) -> dict[str, Any]:
        return form_of(sheet, route, Paper(self._zone, self._demo, self._families), aed)

    def _set_plain(self, sheet: OrderSheet, form: dict[str, Any]) -> bytes:
        try:
            return self._set(sheet, form, None)
        except typst.TypstError as fault:
            raise OrderSheetAway from fault

    def _set(self, sheet: OrderSheet, form: dict[str, Any], map_svg: str | None) -> bytes:
        if not self._families:
            raise OrderSheetAway
        made = typst.compile(
            self._template,
            format="pdf",
            font_paths=self._fonts,
            sys_inputs={"form": json.dumps(form, ensure_ascii=False), "map": map_svg or ""},
            pdf_standards="a-2b",
            timestamp=int(sheet.made_at.timestamp()),
        )
        if not isinstance(made, bytes):
            raise OrderSheetAway
        return made

    @cached_property
    def _fonts(self) -> typst.Fonts:
        return typst.Fonts()

    @cached_property
    def _families(self) -> tuple[str, ...]:
        known = set(self._fonts.families())
        return tuple(name for name in FONTS if name in known)

    @cached_property
    def _template(self) -> bytes:
        return files("dispatch.adapters.order_sheet").joinpath("sheet.typ").read_bytes()
