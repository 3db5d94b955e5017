"""Which sources of callers' places a centre asks, on the wire."""

from typing import Literal

from pydantic import Field

from dispatch.contracts.base import Command

Datum = Literal["wgs84", "gcj02"]
FileEncoding = Literal["auto", "utf-8", "gbk", "gb18030"]


class SourcePlan(Command):
    """One source that is asked over HTTP; without an address it is not."""

    url: str = Field("", max_length=200)
    datum: Datum = "wgs84"


class PlaceSourcePlan(Command):
    """Peer 打一送一, network position, and the daily refresh of the three-field table."""

    peer: SourcePlan = SourcePlan()
    network: SourcePlan = SourcePlan()
    refresh_at: str = Field("", pattern=r"^([0-9]{2}:[0-9]{2})?$")
    refresh_encoding: FileEncoding = "auto"
    shrink_percent: int = Field(20, ge=0, le=100)
