"""The raw text order: for the moment when no PDF can be had. Pure."""

import tomllib
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from dispatch.contracts.orders import OrderSheetView
from dispatch.contracts.vehicles import CrewView

_CODED = frozenset({"nature", "sex", "conscious", "breathing", "elevator"})


def text_of(sheet: OrderSheetView, zone: str) -> str:
    """Write all that is known of an order, one line a field; what is not known has no line."""
    words = _words()
    lines = [f"{sheet.centre_name} {words['text']['title']}", ""]
    for name, label in words["label"].items():
        value = getattr(sheet, name)
        if value not in {None, "", ()}:
            lines.append(f"{label}：{_said(name, value, sheet, zone)}")
    return "\n".join([*lines, ""])


def _said(name: str, value: Any, sheet: OrderSheetView, zone: str) -> str:  # noqa: ANN401 - any field
    words = _words()
    match value:
        case bool():
            return str(words["word"]["yes" if value else "no"])
        case datetime():
            return value.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M:%S")
        case CrewView():
            return " ".join(filter(None, (value.doctor, value.nurse, value.driver, value.phone)))
        case tuple():
            mark = f"（{words['text']['sample']}）" if sheet.pre_plan_sample else ""
            return _plan(sheet) + "；".join(value) + mark
        case str() if name in _CODED:
            return str(words["word"].get(value, value))
    return f"{value.name} {value.telephone}" if name == "hospital" else str(value)


def _plan(sheet: OrderSheetView) -> str:
    if sheet.pre_plan_name is None:
        return ""
    return f"{sheet.pre_plan_name} v{sheet.pre_plan_version}："


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("station_client").joinpath("words.toml").read_text("utf-8"))
