"""Which sources of callers' places a centre asks, and how its three-field table is refreshed."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Datum(StrEnum):
    """In what a source gives its points: a person declares it, no figure tells it."""

    WGS84 = "wgs84"
    GCJ02 = "gcj02"


class Encoding(StrEnum):
    """How a file is written; AUTO: by its mark, else UTF-8, else GB18030."""

    AUTO = "auto"
    UTF8 = "utf-8"
    GBK = "gbk"
    GB18030 = "gb18030"


@dataclass(frozen=True, slots=True)
class SourcePlan:
    """One source that is asked over HTTP; without an address it is not."""

    url: str = ""
    datum: Datum = Datum.WGS84


@dataclass(frozen=True, slots=True)
class PlaceSourcePlan:
    """All of it.

    Args:
        peer: Who keeps owner, address and point of numbers 打一送一.
        network: The carriers' positions of mobile telephones.
        refresh_at: When the drop folder is looked at every day, HH:MM in the centre's zone; empty:
            never.
        refresh_encoding: Of the files there.
        shrink_percent: A new table that is smaller by more than this waits for a person.
    """

    peer: SourcePlan = SourcePlan()
    network: SourcePlan = SourcePlan()
    refresh_at: str = ""
    refresh_encoding: Encoding = Encoding.AUTO
    shrink_percent: int = 20


NO_SOURCES = PlaceSourcePlan()
_URL = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+(/[A-Za-z0-9._~/-]*)?")
_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")


def plan_fits(plan: PlaceSourcePlan) -> bool:
    """Tell whether addresses and time can be used; no user name or query stands in an address."""
    urls = (plan.peer.url, plan.network.url)
    return (
        all(not url or _URL.fullmatch(url) for url in urls)
        and (not plan.refresh_at or _TIME.fullmatch(plan.refresh_at) is not None)
        and 0 <= plan.shrink_percent <= 100
    )
