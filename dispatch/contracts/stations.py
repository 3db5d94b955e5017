"""Emergency stations 急救分站 on the wire."""

from uuid import UUID

from pydantic import Field

from dispatch.contracts.base import Command, PhoneNumber, ShortText, View
from dispatch.contracts.calls import PointView


class PointGiven(Command):
    """A point on WGS-84, degrees."""

    lon: float = Field(ge=-180, le=180)
    lat: float = Field(ge=-90, le=90)


class StationView(View):
    """A station; its code names the audience of its devices."""

    id: UUID
    code: str
    name: str
    point: PointView
    address: str
    telephone: str


class WriteStation(Command):
    """A new or changed station."""

    code: str = Field(pattern=r"^[A-Z0-9]{1,8}$")
    name: ShortText
    point: PointGiven
    address: str = Field("", max_length=200)
    telephone: PhoneNumber
