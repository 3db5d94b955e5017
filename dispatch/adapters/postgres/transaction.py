"""One unit of work on one connection."""

from datetime import datetime
from os import urandom
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.adapters.postgres.outbox import Outbox
from dispatch.adapters.postgres.repositories.audio_proofs import AUDIO_PROOFS, PostgresAudioProofs
from dispatch.adapters.postgres.repositories.calibrations import PostgresCalibrations
from dispatch.adapters.postgres.repositories.caller_places import PostgresCallerPlaces
from dispatch.adapters.postgres.repositories.calls import CALLS, TASKS, PostgresCalls, PostgresTasks
from dispatch.adapters.postgres.repositories.centre import (
    PARTS,
    SEATS,
    PostgresAudit,
    PostgresDeadlines,
    PostgresParts,
    PostgresPhoneAccounts,
    PostgresSeats,
    PostgresSite,
)
from dispatch.adapters.postgres.repositories.clocks import PostgresClocks
from dispatch.adapters.postgres.repositories.closures import CLOSURES, PostgresClosures
from dispatch.adapters.postgres.repositories.complaints import PostgresComplaints
from dispatch.adapters.postgres.repositories.conferences import (
    CONFERENCES,
    PostgresConferences,
)
from dispatch.adapters.postgres.repositories.cover import PostgresCoverSettings, PostgresStandBys
from dispatch.adapters.postgres.repositories.desk import (
    GROUP_CALLS,
    SEAT_MESSAGES,
    PostgresGroupCalls,
    PostgresSeatMessages,
)
from dispatch.adapters.postgres.repositories.devices import (
    DEVICES,
    ENROLMENTS,
    PostgresDevices,
    PostgresEnrolments,
)
from dispatch.adapters.postgres.repositories.directory import PostgresDirectory
from dispatch.adapters.postgres.repositories.directory_imports import IMPORTS, PostgresImports
from dispatch.adapters.postgres.repositories.emergencies import EMERGENCIES, PostgresEmergencies
from dispatch.adapters.postgres.repositories.hand_on import (
    CONTACT_NOTES,
    HANDOVERS,
    REMINDERS,
    PostgresContactNotes,
    PostgresHandovers,
    PostgresReminders,
)
from dispatch.adapters.postgres.repositories.incidents import PostgresIncidents
from dispatch.adapters.postgres.repositories.key_patients import KEY_PATIENTS, PostgresKeyPatients
from dispatch.adapters.postgres.repositories.location_links import (
    PostgresLocationLinks,
    PostgresShortMessages,
)
from dispatch.adapters.postgres.repositories.map_work import PostgresMapWork
from dispatch.adapters.postgres.repositories.milestones import PostgresMilestoneSettings
from dispatch.adapters.postgres.repositories.nuisance import LOCKS, PostgresNuisance
from dispatch.adapters.postgres.repositories.orders import ORDERS, PostgresOrders
from dispatch.adapters.postgres.repositories.people import (
    PEOPLE,
    PostgresPeople,
    PostgresSessions,
)
from dispatch.adapters.postgres.repositories.place_askings import PostgresPlaceAskings
from dispatch.adapters.postgres.repositories.plan_ticks import PostgresPlanTicks
from dispatch.adapters.postgres.repositories.prompts import PostgresPrompts
from dispatch.adapters.postgres.repositories.recommendation import (
    PostgresDispatchRules,
    PostgresKeptRecommendations,
)
from dispatch.adapters.postgres.repositories.resources import (
    HOSPITALS,
    STATIONS,
    VEHICLES,
    PostgresHospitals,
    PostgresStations,
    PostgresVehicles,
)
from dispatch.adapters.postgres.repositories.selections import SELECTIONS, PostgresSelections
from dispatch.adapters.postgres.repositories.source_rounds import ROUNDS, PostgresSourceRounds
from dispatch.adapters.postgres.repositories.subscriber_table import PostgresSubscriberTable
from dispatch.adapters.postgres.repositories.supervisions import (
    SUPERVISIONS,
    PostgresSupervisions,
)
from dispatch.adapters.postgres.repositories.surges import SURGES, PostgresSurges
from dispatch.adapters.postgres.repositories.terminal_tokens import (
    TERMINAL_TOKENS,
    PostgresTerminalTokens,
)
from dispatch.adapters.postgres.repositories.terminals import ADMISSIONS, PostgresTerminals
from dispatch.adapters.postgres.repositories.track_holds import HOLDS, PostgresTrackHolds
from dispatch.adapters.postgres.repositories.upkeep import (
    UNITS,
    PostgresRelatedUnits,
    PostgresUpkeep,
)
from dispatch.domain.ids import IdSource
from dispatch.domain.origin import Origin

if TYPE_CHECKING:
    from dispatch.ports.audio_proofs import AudioProofRepository
    from dispatch.ports.audit import AuditTrail
    from dispatch.ports.calibrations import CalibrationRepository
    from dispatch.ports.caller_places import CallerPlaces
    from dispatch.ports.calls import CallRepository
    from dispatch.ports.clocks import ClockRepository
    from dispatch.ports.closures import ClosureRepository
    from dispatch.ports.complaints import ComplaintRepository
    from dispatch.ports.conferences import ConferenceRepository
    from dispatch.ports.contact_notes import ContactNotes
    from dispatch.ports.cover import CoverSettingsRepository, StandByRepository
    from dispatch.ports.deadlines import DeadlineRepository
    from dispatch.ports.devices import DeviceRepository, EnrolmentRepository
    from dispatch.ports.directory import Directory
    from dispatch.ports.directory_imports import DirectoryImportRepository
    from dispatch.ports.dispatch_rules import DispatchRulesRepository
    from dispatch.ports.emergencies import EmergencyRepository
    from dispatch.ports.feed_desk import TerminalTokenRepository
    from dispatch.ports.first_aid_plans import PlanTicks
    from dispatch.ports.group_calls import GroupCallRepository
    from dispatch.ports.handovers import HandoverRepository
    from dispatch.ports.hospitals import HospitalRepository
    from dispatch.ports.incidents import IncidentRepository
    from dispatch.ports.kept_recommendations import KeptRecommendations
    from dispatch.ports.key_patients import KeyPatientRepository
    from dispatch.ports.location_links import LocationLinks
    from dispatch.ports.map_work import MapWorkRepository
    from dispatch.ports.milestones import MilestoneSettingsRepository
    from dispatch.ports.nuisance import NuisanceRepository
    from dispatch.ports.orders import OrderRepository
    from dispatch.ports.parts import PartRepository
    from dispatch.ports.people import PersonRepository, SessionRepository
    from dispatch.ports.phone_accounts import PhoneAccounts
    from dispatch.ports.place_askings import PlaceAskings
    from dispatch.ports.prompts import PromptRepository
    from dispatch.ports.related_units import RelatedUnitRepository
    from dispatch.ports.reminders import ReminderRepository
    from dispatch.ports.seat_messages import SeatMessageRepository
    from dispatch.ports.seats import SeatRepository
    from dispatch.ports.selections import SelectionRepository
    from dispatch.ports.site import SiteRepository
    from dispatch.ports.sms import SmsRepository
    from dispatch.ports.source_rounds import SourceRounds
    from dispatch.ports.stations import StationRepository
    from dispatch.ports.subscriber_table import SubscriberTable
    from dispatch.ports.supervisions import SupervisionRepository
    from dispatch.ports.surges import SurgeRepository
    from dispatch.ports.tasks import TaskRepository
    from dispatch.ports.terminals import TerminalRepository
    from dispatch.ports.track_store import TrackHoldRepository
    from dispatch.ports.transaction import EventAppender
    from dispatch.ports.upkeep import UpkeepRepository
    from dispatch.ports.vehicles import VehicleRepository


class PostgresTransaction:
    """All that a use case sees of the database; see `dispatch.ports.transaction`."""

    def __init__(
        self, connection: AsyncConnection, origin: Origin, now: datetime, ids: IdSource
    ) -> None:
        self.origin, self.now, self._ids = origin, now, ids
        self.outbox = Outbox()
        self.events: EventAppender = self.outbox
        self.calls: CallRepository = PostgresCalls(connection, CALLS)
        self.seats: SeatRepository = PostgresSeats(connection, SEATS)
        self.tasks: TaskRepository = PostgresTasks(connection, TASKS)
        self.people: PersonRepository = PostgresPeople(connection, PEOPLE)
        self.sessions: SessionRepository = PostgresSessions(connection)
        self.parts: PartRepository = PostgresParts(connection, PARTS)
        self.deadlines: DeadlineRepository = PostgresDeadlines(connection)
        self.directory: Directory = PostgresDirectory(connection)
        self.subscriber_table: SubscriberTable = PostgresSubscriberTable(connection)
        self.imports: DirectoryImportRepository = PostgresImports(connection, IMPORTS)
        self.key_patients: KeyPatientRepository = PostgresKeyPatients(connection, KEY_PATIENTS)
        self.site: SiteRepository = PostgresSite(connection)
        self.phone_accounts: PhoneAccounts = PostgresPhoneAccounts(connection)
        self.incidents: IncidentRepository = PostgresIncidents(connection)
        self.complaints: ComplaintRepository = PostgresComplaints(connection)
        self.nuisance: NuisanceRepository = PostgresNuisance(connection, LOCKS)
        self.selections: SelectionRepository = PostgresSelections(connection, SELECTIONS)
        self.group_calls: GroupCallRepository = PostgresGroupCalls(connection, GROUP_CALLS)
        self.seat_messages: SeatMessageRepository = PostgresSeatMessages(connection, SEAT_MESSAGES)
        self.supervisions: SupervisionRepository = PostgresSupervisions(connection, SUPERVISIONS)
        self.surges: SurgeRepository = PostgresSurges(connection, SURGES)
        self.conferences: ConferenceRepository = PostgresConferences(connection, CONFERENCES)
        self.prompts: PromptRepository = PostgresPrompts(connection)
        self.handovers: HandoverRepository = PostgresHandovers(connection, HANDOVERS)
        self.reminders: ReminderRepository = PostgresReminders(connection, REMINDERS)
        self.contact_notes: ContactNotes = PostgresContactNotes(connection, CONTACT_NOTES)
        self.clocks: ClockRepository = PostgresClocks(connection)
        self.audit: AuditTrail = PostgresAudit(connection)
        self._open_places(connection)
        self._open_fleet(connection)

    def _open_places(self, connection: AsyncConnection) -> None:
        """Open what tells where things are, and what is in the way there."""
        self.caller_places: CallerPlaces = PostgresCallerPlaces(connection)
        self.place_askings: PlaceAskings = PostgresPlaceAskings(connection)
        self.source_rounds: SourceRounds = PostgresSourceRounds(connection, ROUNDS)
        self.location_links: LocationLinks = PostgresLocationLinks(connection)
        self.short_messages: SmsRepository = PostgresShortMessages(connection)
        self.closures: ClosureRepository = PostgresClosures(connection, CLOSURES)
        self.map_work: MapWorkRepository = PostgresMapWork(connection)

    def _open_fleet(self, connection: AsyncConnection) -> None:
        """Open what orders are made of."""
        self.orders: OrderRepository = PostgresOrders(connection, ORDERS)
        self.vehicles: VehicleRepository = PostgresVehicles(connection, VEHICLES)
        self.stations: StationRepository = PostgresStations(connection, STATIONS)
        self.hospitals: HospitalRepository = PostgresHospitals(connection, HOSPITALS)
        self.related_units: RelatedUnitRepository = PostgresRelatedUnits(connection, UNITS)
        self.upkeep: UpkeepRepository = PostgresUpkeep(connection)
        self.plan_ticks: PlanTicks = PostgresPlanTicks(connection)
        self.devices: DeviceRepository = PostgresDevices(connection, DEVICES)
        self.enrolments: EnrolmentRepository = PostgresEnrolments(connection, ENROLMENTS)
        self.dispatch_rules: DispatchRulesRepository = PostgresDispatchRules(connection)
        self.kept_recommendations: KeptRecommendations = PostgresKeptRecommendations(connection)
        self.cover_settings: CoverSettingsRepository = PostgresCoverSettings(connection)
        self.milestone_settings: MilestoneSettingsRepository = PostgresMilestoneSettings(connection)
        self.audio_proofs: AudioProofRepository = PostgresAudioProofs(connection, AUDIO_PROOFS)
        self.track_holds: TrackHoldRepository = PostgresTrackHolds(connection, HOLDS)
        self.calibrations: CalibrationRepository = PostgresCalibrations(connection)
        self.terminal_tokens: TerminalTokenRepository = PostgresTerminalTokens(
            connection, TERMINAL_TOKENS
        )
        self.terminals: TerminalRepository = PostgresTerminals(connection, ADMISSIONS)
        self.emergencies: EmergencyRepository = PostgresEmergencies(connection, EMERGENCIES)
        self.stand_bys: StandByRepository = PostgresStandBys(connection)

    def new_id(self) -> UUID:
        """Make an id that sorts by time."""
        return self._ids.make(self.now, urandom(10))
