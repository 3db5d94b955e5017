"""The order sheet 出车命令单: all the crew needs, as a snapshot made of pure values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dispatch.domain.vehicle import Crew
from gis.datum import Wgs84


@dataclass(frozen=True, slots=True)
class SheetHospital:
    """The hospital that an order names."""

    id: UUID
    name: str
    address: str
    telephone: str
    point: Wgs84


@dataclass(frozen=True, slots=True)
class OrderSheet:
    """What is printed and read out; nothing in it changes when the world does.

    Args:
        number: Of the order.
        made_at: When this revision was made.
        reported_at: When the incident was opened.
        place_point: None for a place that is text only 未上图.
        pre_plan: What of the first-aid plan 急救预案 the crew must know; empty without a plan.
        pre_plan_sample: Whether those lines are samples 示例 that nobody approved.
        pre_plan_name: Which plan they are of.
        pre_plan_version: Which version of it.
    """

    centre_name: str
    number: str
    incident_number: str
    revision: int
    made_at: datetime
    reported_at: datetime
    sent_by: str
    vehicle_name: str
    vehicle_plate: str
    crew: Crew
    station_name: str
    hospital: SheetHospital | None
    travel_s: int | None
    distance_m: int | None
    priority: int | None
    nature: str
    place: str
    place_point: Wgs84 | None
    pick_up: str | None
    pick_up_point: Wgs84 | None
    contact_number: str | None
    caller_relation: str | None
    patient_name: str | None
    sex: str | None
    age: str | None
    patient_count: int | None
    complaint: str | None
    complaint_name: str | None
    complaint_text: str | None
    conscious: str | None
    breathing: str | None
    onset: str | None
    history: str | None
    diagnosis: str | None
    infectious: bool | None
    stretcher: bool | None
    floor: str | None
    elevator: str | None
    unaccompanied: bool | None
    gestation_weeks: int | None
    language: str | None
    hazards: str | None
    notes: str | None
    pre_plan: Sequence[str]
    pre_plan_sample: bool
    pre_plan_name: str | None = None
    pre_plan_version: int | None = None
