"""Upkeep on the wire: what is written of each kept thing, its history, files in and out."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from dispatch.contracts.base import Command, PhoneNumber, ShortText, View
from dispatch.contracts.calls import PointView
from dispatch.contracts.first_aid_plans import PlanContent
from dispatch.contracts.hospitals import Capability, Department, DutyTelephoneView
from dispatch.contracts.stations import PointGiven
from dispatch.contracts.vehicles import Equipment, VehicleKind

KeptKind = Literal["station", "vehicle", "hospital", "unit", "landmark", "alias", "plan"]
UnitKind = Literal[
    "power",
    "gas",
    "water",
    "police",
    "traffic_police",
    "fire",
    "blood",
    "disease_control",
    "other",
]
LandmarkCategory = Literal[
    "aed",
    "attraction",
    "school",
    "market",
    "office",
    "park",
    "transport",
    "village",
    "works",
    "other",
]
Doubt = Literal["in_water", "outside", "swapped", "datum", "same_name", "unchecked"]
MOST_VERSIONS = 1_000_000
Content = Mapping[str, object]
Line = Annotated[str, StringConstraints(max_length=200)]
Word = Annotated[str, StringConstraints(min_length=1, max_length=40)]
Reason = Annotated[str, StringConstraints(max_length=200)]


class DutyTelephoneGiven(Command):
    """A telephone that somebody on duty answers."""

    number: PhoneNumber
    role: Annotated[str, StringConstraints(max_length=40)] = ""
    hours: Annotated[str, StringConstraints(max_length=40)] = ""


class StationContent(Command):
    """What is written of a station."""

    code: str = Field(pattern=r"^[A-Z0-9]{1,8}$")
    name: ShortText
    point: PointGiven
    address: Line = ""
    telephone: PhoneNumber


class VehicleContent(Command):
    """What is written of a vehicle: call sign, plate, station by its code, terminal."""

    name: str = Field(pattern=r"^\S{1,16}$")
    plate: str = Field(min_length=1, max_length=16)
    kind: VehicleKind
    station: str = Field(pattern=r"^[A-Z0-9]{1,8}$")
    tracker: str | None = Field(None, pattern=r"^[0-9A-Za-z_.:-]{1,32}$")
    equipment: tuple[Equipment, ...] = Field((), max_length=8)


class HospitalContent(Command):
    """What is written of a hospital."""

    name: ShortText
    point: PointGiven
    address: Line = ""
    telephone: PhoneNumber
    departments: tuple[Department, ...] = Field((), max_length=10)
    capabilities: tuple[Capability, ...] = Field((), max_length=5)
    beds_total: int | None = Field(None, ge=0, le=9999)
    staff: tuple[DutyTelephoneGiven, ...] = Field((), max_length=30)
    equipment: tuple[Word, ...] = Field((), max_length=40)


class UnitContent(Command):
    """What is written of a related unit."""

    name: ShortText
    kind: UnitKind
    district: Annotated[str, StringConstraints(max_length=40)] = ""
    point: PointGiven | None = None
    address: Line = ""
    telephones: tuple[DutyTelephoneGiven, ...] = Field(min_length=1, max_length=9)
    note: Line = ""


class LandmarkContent(Command):
    """What is written of a landmark: the search finds it by any of its names."""

    name: ShortText
    category: LandmarkCategory
    point: PointGiven
    address: Line = ""
    other_names: tuple[Word, ...] = Field((), max_length=10)


class AliasContent(Command):
    """Another name of a place that the map has; point lies at the place."""

    name: ShortText
    alias: ShortText
    point: PointGiven


CONTENTS: Mapping[str, type[Command]] = {
    "station": StationContent,
    "vehicle": VehicleContent,
    "hospital": HospitalContent,
    "unit": UnitContent,
    "landmark": LandmarkContent,
    "alias": AliasContent,
    "plan": PlanContent,
}


class KeptView(View):
    """A thing as it is kept; version 0 means that it has no history, revision undoes its last."""

    kind: KeptKind
    id: UUID
    name: str
    content: Content
    version: int
    retired: bool
    revision: int | None
    changed_by: str | None
    changed_at: datetime | None


class UpkeepChangeView(View):
    """One change of one thing, with what was before and what is after it."""

    revision: int
    kind: KeptKind
    thing_id: UUID
    name: str
    version: int
    act: Literal["created", "changed", "retired", "restored", "undone"]
    before: Content | None
    after: Content | None
    reason: str
    doubts: tuple[Doubt, ...]
    undoes: int | None
    batch: UUID | None
    by: str
    at: datetime


class KeepThing(Command):
    """A thing as it shall be; expected is the version that the person saw."""

    content: Content
    expected: int = Field(ge=0, le=MOST_VERSIONS)
    reason: Reason = ""
    confirmed: tuple[Doubt, ...] = Field((), max_length=6)


class RetireThing(Command):
    """A thing is kept no more; why."""

    expected: int = Field(ge=0, le=MOST_VERSIONS)
    reason: Reason


class UndoUpkeep(Command):
    """The last change of a thing is taken back."""

    revision: int


class UndoImport(Command):
    """A whole import is taken back."""

    batch: UUID


class LookAtThing(Command):
    """What speaks against a thing, before it is written."""

    id: UUID
    content: Content


class ThingLook(View):
    """What speaks against a thing, and what lies at its point."""

    doubts: tuple[Doubt, ...]
    address: str


class ImportRow(View):
    """One row of a file beside what is kept; line is its place in the file, the first is 1.

    state gone: kept and not in the file; bad: code says why, field where. A bad row of code swapped
    has the content with the point that is meant, to be taken so by a person.
    """

    line: int | None
    state: Literal["new", "changed", "same", "gone", "bad"]
    id: UUID | None
    name: str
    content: Content | None
    before: Content | None
    changed: tuple[str, ...]
    expected: int
    doubts: tuple[Doubt, ...]
    code: str
    field: str


class ImportDifference(View):
    """What taking a file would do."""

    file_name: str
    rows: tuple[ImportRow, ...]


class RowTaken(Command):
    """A row of the difference; without content the thing is retired."""

    id: UUID
    content: Content | None
    expected: int = Field(ge=0, le=MOST_VERSIONS)


class TakeUpkeepImport(Command):
    """Take rows of a difference, all of them or none."""

    rows: tuple[RowTaken, ...] = Field(min_length=1, max_length=2000)
    reason: Reason = ""
    confirmed: tuple[Doubt, ...] = Field((), max_length=6)


class BatchView(View):
    """An import that was taken or taken back; batch undoes it."""

    batch: UUID
    changed: int


class RelatedUnitView(View):
    """A related unit with its duty telephones."""

    id: UUID
    name: str
    kind: UnitKind
    district: str
    point: PointView | None
    address: str
    telephones: tuple[DutyTelephoneView, ...]
    note: str


class UpkeepEvent(View):
    """Payload of upkeep_changed; there says whether the thing is still found."""

    kind: KeptKind
    thing_id: UUID
    name: str
    act: str
    there: bool
