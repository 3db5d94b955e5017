"""A vehicle 救护车. It stores only its duty; what it does follows from its open orders."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from dispatch.domain.errors import DomainError


class VehicleKind(StrEnum):
    """What a vehicle is equipped for: 抢救监护型, 普通型, 负压型."""

    MONITORING = "monitoring"
    BASIC = "basic"
    NEGATIVE_PRESSURE = "negative_pressure"


class Skill(StrEnum):
    """What a vehicle with its crew can do: a doctor rides along, all else is equipment."""

    DOCTOR = "doctor"
    MONITORED_ALS = "monitored_als"
    NEONATAL_INCUBATOR = "neonatal_incubator"
    VENTILATOR = "ventilator"
    OBSTETRIC_KIT = "obstetric_kit"
    CHILD_KIT = "child_kit"
    STAIR_STRETCHER = "stair_stretcher"
    SCOOP_STRETCHER = "scoop_stretcher"
    HEAVY_STRETCHER = "heavy_stretcher"


class Duty(StrEnum):
    """Whether a vehicle may be sent."""

    IN_SERVICE = "in_service"
    RESERVED = "reserved"
    OUT_OF_SERVICE = "out_of_service"


class DutyReason(StrEnum):
    """Why a vehicle may not be sent: 约车 备勤 洗消 加油 检修 用餐 缺员 故障."""

    APPOINTMENT = "appointment"
    STAND_BY = "stand_by"
    DISINFECTION = "disinfection"
    REFUELLING = "refuelling"
    REPAIR = "repair"
    MEAL = "meal"
    CREW_SHORT = "crew_short"
    BREAKDOWN = "breakdown"


REASONS: Mapping[Duty, frozenset[DutyReason | None]] = {
    Duty.IN_SERVICE: frozenset({None}),
    Duty.RESERVED: frozenset({DutyReason.APPOINTMENT, DutyReason.STAND_BY}),
    Duty.OUT_OF_SERVICE: frozenset(
        {
            DutyReason.DISINFECTION,
            DutyReason.REFUELLING,
            DutyReason.REPAIR,
            DutyReason.MEAL,
            DutyReason.CREW_SHORT,
            DutyReason.BREAKDOWN,
        }
    ),
}


class VehicleNotFound(DomainError):
    """No vehicle has this id."""

    code = "vehicle_not_found"


class VehicleNotAvailable(DomainError):
    """The vehicle is on a run, reserved or out of service; parameters say which."""

    code = "vehicle_not_available"


class DutyReasonWrong(DomainError):
    """This duty has no such reason, or wants one."""

    code = "duty_reason_wrong"


@dataclass(frozen=True, slots=True)
class Crew:
    """Who rides 车组, and the telephone aboard."""

    doctor: str | None = None
    nurse: str | None = None
    driver: str | None = None
    phone: str | None = None

    @property
    def written(self) -> bool:
        """Whether anybody wrote down who rides."""
        return any((self.doctor, self.nurse, self.driver))


@dataclass(frozen=True, slots=True)
class Vehicle:
    """One vehicle.

    Args:
        name: What everybody calls it, such as 120C2; no other has it.
        tracker: Name under which its terminal speaks on a feed; no other has it.
    """

    id: UUID
    name: str
    plate: str
    kind: VehicleKind
    station_id: UUID
    tracker: str | None
    crew: Crew
    duty_since: datetime
    duty: Duty = Duty.IN_SERVICE
    duty_reason: DutyReason | None = None
    equipment: frozenset[Skill] = frozenset()

    @property
    def broken_down(self) -> bool:
        """Whether it stands with a breakdown 故障."""
        return self.duty_reason is DutyReason.BREAKDOWN

    def on_duty(self, duty: Duty, reason: DutyReason | None, at: datetime) -> "Vehicle":
        """Change the duty, in any state of its orders; DutyReasonWrong."""
        if reason not in REASONS[duty]:
            raise DutyReasonWrong(duty=duty)
        return replace(self, duty=duty, duty_reason=reason, duty_since=at)


def equipment_of(written: frozenset[Skill] | None, known: Vehicle | None) -> frozenset[Skill]:
    """Give the equipment as it is written, or as it was known where nothing is written."""
    if written is None:
        return known.equipment if known else frozenset()
    return written - {Skill.DOCTOR}
