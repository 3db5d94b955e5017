"""Related units 联动单位: whom a dispatcher rings for power, gas, water, police, fire, blood."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from gis.datum import Wgs84


class UnitKind(StrEnum):
    """What a unit helps with: 供电 供气 供水 公安 交警 消防 血站 疾控 其他."""

    POWER = "power"
    GAS = "gas"
    WATER = "water"
    POLICE = "police"
    TRAFFIC_POLICE = "traffic_police"
    FIRE = "fire"
    BLOOD = "blood"
    DISEASE_CONTROL = "disease_control"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class DutyTelephone:
    """A telephone that somebody on duty answers; role says who, hours when."""

    number: str
    role: str = ""
    hours: str = ""


@dataclass(frozen=True, slots=True)
class RelatedUnit:
    """One unit; without a district it serves all of them."""

    id: UUID
    name: str
    kind: UnitKind
    district: str
    point: Wgs84 | None
    address: str
    telephones: tuple[DutyTelephone, ...]
    note: str = ""
