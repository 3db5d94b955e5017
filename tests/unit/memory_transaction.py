"""A transaction over dictionaries, for tests of use cases: what they stored and told can be read.

tx = MemoryTransaction(calls=[CALL], site=SITE)
await end_call(SIGNAL, tx)
assert tx.calls[CALL.id].over and tx.told == ["call_ended"]
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from dispatch.domain.call import Call, CallNotFound, CallState
from dispatch.domain.caller import CallerCard, EarlierCalls, KeyPatientFlag, Subscriber
from dispatch.domain.conference import Conference, ConferenceNotFound
from dispatch.domain.deadline import Deadline, DeadlineKind
from dispatch.domain.directory_import import DirectoryImport, ImportNotFound, ImportState
from dispatch.domain.events import DomainEvent
from dispatch.domain.ids import uuid7
from dispatch.domain.incident import Incident
from dispatch.domain.key_patient import KeyPatient, KeyPatientNotFound
from dispatch.domain.origin import Origin, Wire
from dispatch.domain.part import Part
from dispatch.domain.people import Person, PersonNotFound, Role, Session
from dispatch.domain.seat import Seat, SeatKind, SeatNotFound
from dispatch.domain.selection import Selection
from dispatch.domain.site import SeatPlan, SiteChangedMeanwhile, SiteSettings
from dispatch.domain.supervision import Supervision, SupervisionNotFound
from dispatch.domain.task import Task, TaskNotFound, TaskState
from tests.unit.kept import Kept
from tests.unit.memory_audio_proofs import MemoryAudioProofs
from tests.unit.memory_audit import MemoryAudit, MemoryPhoneAccounts
from tests.unit.memory_calibrations import MemoryCalibrations
from tests.unit.memory_caller_places import MemoryCallerPlaces, MemorySourceRounds
from tests.unit.memory_clocks import MemoryClocks
from tests.unit.memory_closures import MemoryClosures
from tests.unit.memory_conferences import MemoryConferences
from tests.unit.memory_cover import MemoryCoverSettings, MemoryStandBys
from tests.unit.memory_desk import MemoryGroupCalls, MemorySeatMessages
from tests.unit.memory_emergencies import MemoryEmergencies
from tests.unit.memory_hand_on import MemoryContactNotes, MemoryHandovers, MemoryReminders
from tests.unit.memory_incidents import MemoryComplaints, MemoryIncidents
from tests.unit.memory_location_links import MemoryLocationLinks, MemoryShortMessages
from tests.unit.memory_maps import MemoryMapWork
from tests.unit.memory_milestones import MemoryMilestoneSettings
from tests.unit.memory_nuisance import MemoryNuisance
from tests.unit.memory_orders import (
    MemoryDevices,
    MemoryEnrolments,
    MemoryHospitals,
    MemoryOrders,
    MemoryStations,
    MemoryVehicles,
)
from tests.unit.memory_place_askings import MemoryPlaceAskings
from tests.unit.memory_prompts import MemoryPrompts
from tests.unit.memory_recommendation import MemoryDispatchRules, MemoryKeptRecommendations
from tests.unit.memory_subscriber_table import MemorySubscriberTable
from tests.unit.memory_surges import MemorySurges
from tests.unit.memory_terminal_tokens import MemoryTerminalTokens
from tests.unit.memory_terminals import MemoryTerminals
from tests.unit.memory_track_holds import MemoryTrackHolds
from tests.unit.memory_upkeep import MemoryPlanTicks, MemoryRelatedUnits, MemoryUpkeep

K = TypeVar("K")
V = TypeVar("V")

NOON = datetime(2025, 11, 22, 4, 0, tzinfo=UTC)
BY_STAFF = Origin("staff:1027", Wire.CONSOLE, NOON)
SITE = SiteSettings(
    version=1,
    centre_name="测试急救中心",
    area_code="0527",
    seats=(SeatPlan(1, SeatKind.SOFT), SeatPlan(2, SeatKind.SOFT)),
    trunks=(),
    spare_phones=("spare1",),
    changed_by="9001",
    changed_at=NOON,
)


class MemorySupervisions(Kept[UUID, Supervision]):
    """See `dispatch.ports.supervisions`."""

    async def get(self, supervision_id: UUID) -> Supervision:
        return self.known(supervision_id)

    async def find(self, supervision_id: UUID) -> Supervision | None:
        return self.find_key(supervision_id)

    async def list_open(self) -> Sequence[Supervision]:
        return [one for one in self if not one.over]


class MemoryCalls(Kept[UUID, Call]):
    """See `dispatch.ports.calls`."""

    async def get(self, call_id: UUID) -> Call:
        return self.known(call_id)

    async def find_on_exchange(self, exchange: str, unique_id: str) -> Call | None:
        on = [call for call in self if (call.exchange, call.unique_id) == (exchange, unique_id)]
        return on[0] if on else None

    async def list_open_on_exchange(self, exchange: str) -> Sequence[Call]:
        living = [call for call in self if call.exchange == exchange and not call.over]
        return sorted(living, key=lambda call: call.offered_at)

    async def find_held_at(self, seat: int, *, but: UUID) -> Call | None:
        held = (c for c in self if c.seat == seat and c.state is CallState.HELD and c.id != but)
        return min(held, key=lambda one: one.held_at or one.offered_at, default=None)

    async def add(self, call: Call) -> None:
        assert await self.find_on_exchange(call.exchange, call.unique_id) is None
        await self.save(call)


class MemorySeats(Kept[int, Seat]):
    """See `dispatch.ports.seats`."""

    async def get(self, number: int) -> Seat:
        return self.known(number)

    async def find(self, number: int) -> Seat | None:
        return self.find_key(number)

    async def find_of_staff(self, staff_number: str) -> Seat | None:
        return next((seat for seat in self if seat.staff_number == staff_number), None)

    async def list_with_call(self, call_id: UUID) -> Sequence[Seat]:
        return [seat for seat in await self.list_all() if seat.call_id == call_id]

    async def list_all(self) -> Sequence[Seat]:
        return sorted(self, key=lambda seat: seat.number)

    async def remove(self, number: int) -> None:
        self.drop(number)


class MemoryTasks(Kept[UUID, Task]):
    """See `dispatch.ports.tasks`."""

    async def get(self, task_id: UUID) -> Task:
        return self.known(task_id)

    async def list_unfinished_of_number(self, number: str) -> Sequence[Task]:
        return [one for one in self if one.number == number and one.state is not TaskState.DONE]

    async def find_unfinished_of_call(self, call_id: UUID) -> Task | None:
        of_call = (one for one in self if one.call_id == call_id)
        return next((one for one in of_call if one.state is not TaskState.DONE), None)

    async def list_claimed_by(self, staff_number: str) -> Sequence[Task]:
        claimed = [one for one in self if one.state is TaskState.CLAIMED]
        return [one for one in claimed if one.claimed_by == staff_number]


class MemoryPeople(Kept[str, Person]):
    """See `dispatch.ports.people`."""

    async def get(self, staff_number: str) -> Person:
        return self.known(staff_number)

    async def find(self, staff_number: str) -> Person | None:
        return self.find_key(staff_number)

    async def list_active_with(self, role: Role) -> Sequence[Person]:
        found = [person for person in self if person.active and role in person.roles]
        return sorted(found, key=lambda person: person.staff_number)


class MemorySessions(Kept[UUID, Session]):
    """See `dispatch.ports.people`; `ended` holds why each session ended."""

    def __init__(self, sessions: Sequence[Session]) -> None:
        super().__init__(sessions, lambda session: session.id)
        self.ended: dict[UUID, str] = {}

    async def list_of(self, staff_number: str) -> Sequence[Session]:
        own = [one for one in self if one.person.staff_number == staff_number]
        return [one for one in own if one.id not in self.ended]

    async def find_unended(self, session_id: UUID) -> Session | None:
        return None if session_id in self.ended else self.find_key(session_id)

    async def end(self, session_id: UUID, reason: str) -> None:
        self.ended[session_id] = reason

    async def move_ends(self, by: timedelta) -> None:
        for one in list(self):
            await self.save(replace(one, expires_at=one.expires_at + by))


class MemoryParts(Kept[tuple[str, str], Part]):
    """See `dispatch.ports.parts`."""

    async def find(self, name: str, observer: str) -> Part | None:
        return self.find_key((name, observer))


class MemoryDeadlines(Kept[tuple[DeadlineKind, str], Deadline]):
    """See `dispatch.ports.deadlines`; now is NOON."""

    async def set(self, deadline: Deadline) -> None:
        await self.save(deadline)

    async def clear(self, kind: DeadlineKind, subject: str) -> None:
        self.drop((kind, subject))

    async def take_due(self) -> Deadline | None:
        due = sorted((one for one in self if one.due_at <= NOON), key=lambda one: one.due_at)
        if not due:
            return None
        self.drop((due[0].kind, due[0].subject))
        return due[0]

    async def move(self, by: timedelta) -> None:
        for one in list(self):
            await self.save(replace(one, due_at=one.due_at + by))


class MemoryKeyPatients(Kept[UUID, KeyPatient]):
    """See `dispatch.ports.key_patients`."""

    async def get(self, patient_id: UUID) -> KeyPatient:
        patient = self.known(patient_id)
        if patient.removed_at is not None:
            raise KeyPatientNotFound
        return patient


class MemoryDirectory(Kept[str, Subscriber]):
    """See `dispatch.ports.directory`; earlier calls are those of the call repository."""

    def __init__(
        self, subscribers: Sequence[Subscriber], patients: MemoryKeyPatients, calls: MemoryCalls
    ) -> None:
        super().__init__(subscribers, lambda row: row.number)
        self._patients = patients
        self._calls = calls

    async def describe_caller(self, number: str | None) -> CallerCard:
        known = [one for one in self._patients if number in one.numbers and not one.removed_at]
        same = [call for call in self._calls if number and call.number == number]
        earlier = [call.offered_at for call in same if not call.outgoing]
        return CallerCard(
            subscriber=self.find_key(number or ""),
            key_patient=KeyPatientFlag(known[0].id, known[0].category) if known else None,
            earlier_calls=EarlierCalls(len(earlier), max(earlier, default=None)),
        )

    async def find_subscriber(self, number: str) -> Subscriber | None:
        return self.find_key(number)

    async def upsert(self, subscribers: Sequence[Subscriber]) -> None:
        for row in subscribers:
            await self.save(row)


class MemoryImports(Kept[UUID, DirectoryImport]):
    """See `dispatch.ports.directory_imports`; now is NOON."""

    async def get(self, import_id: UUID) -> DirectoryImport:
        return self.known(import_id)

    async def find_unworked(self, worker: str) -> DirectoryImport | None:
        running = [one for one in self if one.state is ImportState.RUNNING]
        free = [
            one
            for one in running
            if one.worker in {None, worker} or (one.leased_until or NOON) < NOON
        ]
        return min(free, key=lambda one: one.started_at, default=None)


class MemorySite:
    """See `dispatch.ports.site`."""

    def __init__(self, settings: SiteSettings) -> None:
        self.versions = [settings]

    async def current(self) -> SiteSettings:
        return self.versions[-1]

    async def add(self, settings: SiteSettings) -> None:
        if settings.version in {known.version for known in self.versions}:
            raise SiteChangedMeanwhile(version=settings.version)
        self.versions.append(settings)


class MemoryRuns:
    """The part of a transaction that begins empty: runs of vehicles, nuisance numbers."""

    def __init__(self) -> None:
        self.map_work = MemoryMapWork()
        self.orders = MemoryOrders()
        self.vehicles = MemoryVehicles()
        self.stations = MemoryStations()
        self.hospitals = MemoryHospitals()
        self.upkeep = MemoryUpkeep()
        self.related_units = MemoryRelatedUnits(self.upkeep.retired)
        self.plan_ticks = MemoryPlanTicks()
        self.devices = MemoryDevices()
        self.enrolments = MemoryEnrolments()
        self.nuisance = MemoryNuisance()
        self.parts = MemoryParts((), lambda part: (part.name, part.observer))
        self.phone_accounts = MemoryPhoneAccounts()
        self.complaints = MemoryComplaints()
        self.selections = Kept[UUID, Selection]((), lambda selection: selection.session_id)
        self.surges = MemorySurges()
        self.closures = MemoryClosures()
        self.audit = MemoryAudit()
        self.handovers = MemoryHandovers()
        self.reminders = MemoryReminders()
        self.contact_notes = MemoryContactNotes()
        self.clocks = MemoryClocks()
        self.caller_places = MemoryCallerPlaces()
        self.place_askings = MemoryPlaceAskings()
        self.source_rounds = MemorySourceRounds()
        self.subscriber_table = MemorySubscriberTable()
        self.location_links = MemoryLocationLinks()
        self.short_messages = MemoryShortMessages()
        self.dispatch_rules = MemoryDispatchRules()
        self.kept_recommendations = MemoryKeptRecommendations()
        self.cover_settings = MemoryCoverSettings()
        self.stand_bys = MemoryStandBys()
        self.terminal_tokens = MemoryTerminalTokens()
        self.calibrations = MemoryCalibrations()
        self.milestone_settings = MemoryMilestoneSettings()
        self.track_holds = MemoryTrackHolds()
        self.audio_proofs = MemoryAudioProofs()
        self.terminals = MemoryTerminals()
        self.emergencies = MemoryEmergencies()


def _own_id(one: Supervision | Conference) -> UUID:
    return one.id


class MemoryTransaction(MemoryRuns):
    """See `dispatch.ports.transaction`; nothing is undone when a use case refuses."""

    def __init__(
        self,
        *,
        calls: Sequence[Call] = (),
        seats: Sequence[Seat] = (),
        tasks: Sequence[Task] = (),
        people: Sequence[Person] = (),
        sessions: Sequence[Session] = (),
        subscribers: Sequence[Subscriber] = (),
        key_patients: Sequence[KeyPatient] = (),
        imports: Sequence[DirectoryImport] = (),
        incidents: Sequence[Incident] = (),
        deadlines: Sequence[Deadline] = (),
        site: SiteSettings = SITE,
        now: datetime = NOON,
        supervisions: Sequence[Supervision] = (),
        conferences: Sequence[Conference] = (),
        origin: Origin = BY_STAFF,
    ) -> None:
        super().__init__()
        self.now = now
        self.origin = replace(origin, happened_at=origin.happened_at or now)
        self.calls = MemoryCalls(calls, lambda call: call.id, CallNotFound)
        self.seats = MemorySeats(seats, lambda seat: seat.number, SeatNotFound)
        self.tasks = MemoryTasks(tasks, lambda task: task.id, TaskNotFound)
        self.people = MemoryPeople(people, lambda person: person.staff_number, PersonNotFound)
        self.sessions = MemorySessions(sessions)
        self.deadlines = MemoryDeadlines(deadlines, lambda one: (one.kind, one.subject))
        self.key_patients = MemoryKeyPatients(
            key_patients, lambda patient: patient.id, KeyPatientNotFound
        )
        self.directory = MemoryDirectory(subscribers, self.key_patients, self.calls)
        self.imports = MemoryImports(imports, lambda one: one.id, ImportNotFound)
        self.site = MemorySite(site)
        self.incidents = MemoryIncidents(incidents)
        self.supervisions = MemorySupervisions(supervisions, _own_id, SupervisionNotFound)
        self.group_calls, self.seat_messages = MemoryGroupCalls(), MemorySeatMessages()
        self.conferences = MemoryConferences(conferences, _own_id, ConferenceNotFound)
        self.events: list[DomainEvent] = []
        self.prompts, self._made = MemoryPrompts(), 0

    @property
    def told(self) -> list[str]:
        """The kinds of the events that were told, in order."""
        return [event.kind.value for event in self.events]

    def new_id(self) -> UUID:
        """Make an id that sorts by time; the same ids in every run."""
        self._made += 1
        return uuid7(self.now, self._made.to_bytes(10, "big"))
