"""The unit of work that every use case is given."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from dispatch.domain.events import DomainEvent
from dispatch.domain.origin import Origin
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
from dispatch.ports.upkeep import UpkeepRepository
from dispatch.ports.vehicles import VehicleRepository


class EventAppender(Protocol):
    """Events of this transaction; numbered when it commits."""

    def append(self, event: DomainEvent) -> None:
        """Tell a fact."""
        ...


class Transaction(Protocol):
    """One unit of work: all of it is stored, events included, or none."""

    @property
    def origin(self) -> Origin:
        """Who acts, over which wire."""
        ...

    @property
    def now(self) -> datetime:
        """The database's clock when the transaction began."""
        ...

    @property
    def calls(self) -> CallRepository:
        """Calls."""
        ...

    @property
    def seats(self) -> SeatRepository:
        """Seats."""
        ...

    @property
    def tasks(self) -> TaskRepository:
        """Tasks."""
        ...

    @property
    def people(self) -> PersonRepository:
        """People."""
        ...

    @property
    def sessions(self) -> SessionRepository:
        """Their sessions."""
        ...

    @property
    def parts(self) -> PartRepository:
        """Lamps as they were told."""
        ...

    @property
    def deadlines(self) -> DeadlineRepository:
        """What falls due."""
        ...

    @property
    def directory(self) -> Directory:
        """The caller directory."""
        ...

    @property
    def subscriber_table(self) -> SubscriberTable:
        """Whole new tables beside the one in force."""
        ...

    @property
    def imports(self) -> DirectoryImportRepository:
        """Imports of the three-field table."""
        ...

    @property
    def key_patients(self) -> KeyPatientRepository:
        """The register of key patients."""
        ...

    @property
    def site(self) -> SiteRepository:
        """Site settings."""
        ...

    @property
    def phone_accounts(self) -> PhoneAccounts:
        """Telephone accounts."""
        ...

    @property
    def incidents(self) -> IncidentRepository:
        """Incidents."""
        ...

    @property
    def complaints(self) -> ComplaintRepository:
        """The table of chief complaints."""
        ...

    @property
    def nuisance(self) -> NuisanceRepository:
        """Marks and locks of nuisance numbers."""
        ...

    @property
    def orders(self) -> OrderRepository:
        """Orders."""
        ...

    @property
    def vehicles(self) -> VehicleRepository:
        """Vehicles."""
        ...

    @property
    def stations(self) -> StationRepository:
        """Stations."""
        ...

    @property
    def hospitals(self) -> HospitalRepository:
        """Hospitals."""
        ...

    @property
    def related_units(self) -> RelatedUnitRepository:
        """Related units."""
        ...

    @property
    def upkeep(self) -> UpkeepRepository:
        """The history of kept things."""
        ...

    @property
    def plan_ticks(self) -> PlanTicks:
        """What of first-aid plans was read to callers."""
        ...

    @property
    def devices(self) -> DeviceRepository:
        """Devices of stations."""
        ...

    @property
    def enrolments(self) -> EnrolmentRepository:
        """One-time codes for devices."""
        ...

    @property
    def selections(self) -> SelectionRepository:
        """What sessions look at."""
        ...

    @property
    def conferences(self) -> ConferenceRepository:
        """Rooms of several legs."""
        ...

    @property
    def supervisions(self) -> SupervisionRepository:
        """Leaders on talks."""
        ...

    @property
    def surges(self) -> SurgeRepository:
        """Surges."""
        ...

    @property
    def emergencies(self) -> EmergencyRepository:
        """Emergency keys that were pressed aboard."""
        ...

    @property
    def group_calls(self) -> GroupCallRepository:
        """Group calls."""
        ...

    @property
    def seat_messages(self) -> SeatMessageRepository:
        """Messages between seats."""
        ...

    @property
    def prompts(self) -> PromptRepository:
        """What callers hear."""
        ...

    @property
    def map_work(self) -> MapWorkRepository:
        """Work on the map."""
        ...

    @property
    def closures(self) -> ClosureRepository:
        """Closures and slow zones."""
        ...

    @property
    def handovers(self) -> HandoverRepository:
        """Open work given from seat to seat."""
        ...

    @property
    def reminders(self) -> ReminderRepository:
        """What leaders watch for."""
        ...

    @property
    def contact_notes(self) -> ContactNotes:
        """Notes on numbers."""
        ...

    @property
    def caller_places(self) -> CallerPlaces:
        """Where callers are, by each source."""
        ...

    @property
    def place_askings(self) -> PlaceAskings:
        """Questions to those sources."""
        ...

    @property
    def source_rounds(self) -> SourceRounds:
        """Who asked for callers' places again."""
        ...

    @property
    def location_links(self) -> LocationLinks:
        """Links by which telephones say where they are."""
        ...

    @property
    def short_messages(self) -> SmsRepository:
        """Short messages."""
        ...

    @property
    def clocks(self) -> ClockRepository:
        """Clocks that jumped."""
        ...

    @property
    def dispatch_rules(self) -> DispatchRulesRepository:
        """How the centre wants to be advised."""
        ...

    @property
    def cover_settings(self) -> CoverSettingsRepository:
        """Whether and how the centre wants to be advised on cover."""
        ...

    @property
    def milestone_settings(self) -> MilestoneSettingsRepository:
        """How positions suggest milestones."""
        ...

    @property
    def audio_proofs(self) -> AudioProofRepository:
        """Hours whose calls were held against their audio."""
        ...

    @property
    def track_holds(self) -> TrackHoldRepository:
        """Incidents whose tracks are held."""
        ...

    @property
    def calibrations(self) -> CalibrationRepository:
        """What was learned of drives."""
        ...

    @property
    def terminal_tokens(self) -> TerminalTokenRepository:
        """Who may tell positions over HTTP."""
        ...

    @property
    def terminals(self) -> TerminalRepository:
        """Vehicle terminals that may speak."""
        ...

    @property
    def stand_bys(self) -> StandByRepository:
        """Advice that was taken."""
        ...

    @property
    def kept_recommendations(self) -> KeptRecommendations:
        """What recommendations were made from."""
        ...

    @property
    def audit(self) -> AuditTrail:
        """The audit trail."""
        ...

    @property
    def events(self) -> EventAppender:
        """The events of this transaction."""
        ...

    def new_id(self) -> UUID:
        """Make an id that sorts by time."""
        ...
