"""What stands where on the printed form. Pure: a sheet in, words and values out."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from dispatch.domain.nearest_aed import NearestAed
from dispatch.domain.order_sheet import OrderSheet
from dispatch.domain.travel import Route, TravelMode

CODED = {
    "priority": "priority",
    "nature": "nature",
    "sex": "sex",
    "conscious": "answered",
    "breathing": "answered",
    "elevator": "answered",
}
LARGE, USUAL = 15.0, 10.5
WHOLE_ROW = 6
STREETS_NAMED = 8
KM, MINUTE_S = 1000, 60
SCENE = (
    ("place", 6),
    ("pick_up", 4),
    ("contact_number", 2),
    ("caller_relation", 1),
    ("floor", 1),
    ("elevator", 1),
    ("stretcher", 1),
    ("language", 2),
    ("hazards", 6),
    ("notes", 6),
)
PATIENT = (
    ("complaint_name", 2),
    ("complaint_text", 4),
    ("patient_name", 2),
    ("sex", 1),
    ("age", 1),
    ("patient_count", 1),
    ("gestation_weeks", 1),
    ("conscious", 1),
    ("breathing", 1),
    ("infectious", 1),
    ("unaccompanied", 1),
    ("onset", 2),
    ("history", 3),
    ("diagnosis", 3),
)
STRONG = frozenset({"place", "pick_up", "contact_number", "complaint_name", "hazards", "priority"})


@dataclass(frozen=True, slots=True)
class Paper:
    """What of the site stands on every sheet.

    Args:
        zone: In which its times are written.
        demo: Whether it is a demonstration: then every sheet says so across the page.
        fonts: Families, the first that the machine has is used.
    """

    zone: str
    demo: bool
    fonts: Sequence[str]


def form_of(
    sheet: OrderSheet, route: Route | None, paper: Paper, aed: NearestAed | None = None
) -> dict[str, Any]:
    """Fill the form in; without an AED nearby nothing is said of one."""
    words = load_words()
    return {
        "title": words["title"],
        "centre": sheet.centre_name,
        "number": sheet.number,
        "revision": f"{words['label']['revision']} {sheet.revision}",
        "watermark": words["demo"] if paper.demo else "",
        "fonts": list(paper.fonts),
        "words": words["section"],
        "head": _head(sheet, paper.zone),
        "scene": [_field(name, span, _place(sheet, name)) for name, span in SCENE],
        "patient": [_field(name, span, _said(sheet, name)) for name, span in PATIENT],
        "crew": [*_crew(sheet, route), *_aed(aed)],
        "pre_plan": _pre_plan(sheet),
        "times": list(words["times"].values()),
        "signatures": list(words["signature"].values()),
        "no_map": words["no_map"],
    }


@cache
def load_words() -> dict[str, Any]:
    """Give the words of the form."""
    file = files("dispatch.adapters.order_sheet").joinpath("words.toml")
    return tomllib.loads(file.read_text("utf-8"))


def _head(sheet: OrderSheet, zone: str) -> list[dict[str, Any]]:
    return [
        _field("priority", 1, _said(sheet, "priority")),
        _field("nature", 1, _said(sheet, "nature")),
        _field("incident_number", 1, sheet.incident_number),
        _field("reported_at", 1, _time(sheet.reported_at, zone)),
        _field("made_at", 1, _time(sheet.made_at, zone)),
        _field("sent_by", 1, sheet.sent_by),
    ]


def _crew(sheet: OrderSheet, route: Route | None) -> Iterable[dict[str, Any]]:
    crew, hospital = sheet.crew, sheet.hospital
    yield _field("vehicle", 2, f"{sheet.vehicle_name} {sheet.vehicle_plate}")
    yield _field("station_name", 2, sheet.station_name)
    yield _field("crew_phone", 2, crew.phone or "")
    yield _field("doctor", 2, crew.doctor or "")
    yield _field("nurse", 2, crew.nurse or "")
    yield _field("driver", 2, crew.driver or "")
    yield _field("hospital", 3, f"{hospital.name} {hospital.telephone}" if hospital else "")
    yield _field("hospital_address", 3, hospital.address if hospital else "")
    yield _field("way", WHOLE_ROW if route is None else 2, _way(sheet, route))
    if route is not None:
        yield _field("streets", 4, " → ".join(_turns(route) or route.streets[:STREETS_NAMED]))


def _aed(aed: NearestAed | None) -> Iterable[dict[str, Any]]:
    if aed is not None:
        told = " · ".join(part for part in (aed.name, f"{aed.away_m} m", aed.detail) if part)
        yield _field("aed", WHOLE_ROW, told)


def _turns(route: Route) -> list[str]:
    """Say each turn with its street and how far along it."""
    words = load_words()["turn"]
    return [
        f"{words[one.turn].format(street=one.street or words['nameless'])} {_far(one.metres)}"
        for one in route.steps[:STREETS_NAMED]
    ]


def _far(metres: float) -> str:
    return f"{metres / KM:.1f} km" if metres >= KM else f"{metres:.0f} m"


def _way(sheet: OrderSheet, route: Route | None) -> str:
    metres = route.metres if route else sheet.distance_m
    seconds = route.seconds if route else sheet.travel_s
    if metres is None or seconds is None:
        return ""
    straight = route is not None and route.mode is TravelMode.STRAIGHT_LINE
    mark = f"（{load_words()['straight']}）" if straight else ""
    return f"{metres / KM:.1f} km · {max(1, round(seconds / MINUTE_S))} min{mark}"


def _pre_plan(sheet: OrderSheet) -> list[str]:
    words = load_words()
    if sheet.pre_plan_name is None:
        mark = f"【{words['sample']}】" if sheet.pre_plan_sample else ""
        return [mark + line for line in sheet.pre_plan] or [words["no_plan"]]
    version = words["plan_version"].format(version=sheet.pre_plan_version)
    mark = f"【{words['unapproved']}】" if sheet.pre_plan_sample else ""
    return [f"{sheet.pre_plan_name} {version}{mark}", *sheet.pre_plan]


def _place(sheet: OrderSheet, name: str) -> str:
    unmapped = name == "place" and sheet.place_point is None
    return _said(sheet, name) + (load_words()["unmapped"] if unmapped else "")


def _said(sheet: OrderSheet, name: str) -> str:
    value = getattr(sheet, name)
    if value is None:
        return ""
    words = load_words()
    if isinstance(value, bool):
        return str(words["answered"]["yes" if value else "no"])
    area = CODED.get(name)
    return str(words[area].get(str(value), value)) if area else str(value)


def _field(name: str, span: int, value: str) -> dict[str, Any]:
    label = load_words()["label"][name]
    size = LARGE if name == "place" else USUAL
    return {"label": label, "value": value, "span": span, "size": size, "strong": name in STRONG}


def _time(at: datetime, zone: str) -> str:
    return at.astimezone(ZoneInfo(zone)).strftime("%m-%d %H:%M:%S")
