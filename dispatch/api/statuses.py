"""The status of every refusal. `problems` turns it into a document."""

from collections.abc import Mapping

from dispatch.api.media_signature import SignatureInvalid
from dispatch.api.tries import TooManyTries
from dispatch.domain.audio_proof import HourNotProven
from dispatch.domain.calibration import (
    CalibrationChangedMeanwhile,
    NothingToUndo,
    TooFewRuns,
)
from dispatch.domain.call import CallNotFound, CallTaken
from dispatch.domain.call_link import CallMovedMeanwhile, CallNotInIncident, CallStandsAlone
from dispatch.domain.call_out import SeatEngaged, SeatPhoneAway
from dispatch.domain.call_story import StoryNotAsked
from dispatch.domain.caller_place import CallerPlaceNotFound, PlaceOfNobody
from dispatch.domain.closure import (
    ClosureCrossesItself,
    ClosureCutsOff,
    ClosureEndsTooEarly,
    ClosureNotFound,
    ClosureNotLifted,
    ClosureOver,
    ClosuresChangedMeanwhile,
    ClosureSwapped,
    ClosureTooLarge,
    ClosureTooLong,
    ClosureTooSmall,
    ClosureTouchesNoRoad,
    ClosureUnchecked,
)
from dispatch.domain.complaint import ComplaintRepeated, ComplaintUnknown
from dispatch.domain.conference import (
    AlreadyInConference,
    AlreadyMember,
    ConferenceFull,
    ConferenceNotFound,
    ConferenceNotYours,
    MemberNotFound,
)
from dispatch.domain.conference_making import NobodyInvited
from dispatch.domain.cover import CoverOff, CoverUnknown
from dispatch.domain.cover_settings import CoverSettingsChangedMeanwhile
from dispatch.domain.device import (
    DeviceNotFound,
    DeviceRevoked,
    EnrolmentRefused,
    EnrolmentShownOnce,
)
from dispatch.domain.dial_in import NoDialInNumber
from dispatch.domain.dialling import NumberIsOurs
from dispatch.domain.directory_import import ImportNotFound, UploadNotUnderstood
from dispatch.domain.dispatch_rules import NeedRepeated, RulesChangedMeanwhile
from dispatch.domain.disposition import DispositionMissing, TalkNotOver
from dispatch.domain.emergency import EmergencyNotFound
from dispatch.domain.errors import DomainError, IllegalMove, KeyReused, RightMissing
from dispatch.domain.first_aid_plan import PlanLineNotFound
from dispatch.domain.group_call import GroupCallNotFound, GroupCallNotYours, LineUnknown
from dispatch.domain.hand_out import (
    EvidenceHasNoPassword,
    HandOutGone,
    HandOutRefused,
    NothingToHandOut,
    PasswordWeak,
    RecorderStandsSo,
)
from dispatch.domain.handover import (
    HandoverNeeded,
    HandoverNotFound,
    HandoverNotYours,
    NothingToHandOver,
)
from dispatch.domain.hospital import HospitalNotFound
from dispatch.domain.incident import (
    IncidentHasOrders,
    IncidentNotFound,
    IncidentOver,
    SameIncident,
)
from dispatch.domain.kept_recommendation import RecommendationNotKept
from dispatch.domain.key_patient import ConsentNotYetGiven, KeyPatientNotFound
from dispatch.domain.location_link import (
    LinkBusy,
    LinkOver,
    LinksHidden,
    NumberNotMobile,
    TooManyLinks,
)
from dispatch.domain.map_work import (
    MapVersionGone,
    OverlayChangedSince,
    OverlayPieceNotFound,
    OverlayRevisionNotFound,
)
from dispatch.domain.milestone_settings import MilestoneSettingsChangedMeanwhile
from dispatch.domain.nuisance import (
    LockNotFound,
    LockOver,
    LockTooLong,
    NumberProtected,
    NumberWithheld,
)
from dispatch.domain.order import OrderNotFound, RevisionUnknown, SuggestionGone
from dispatch.domain.order_making import HospitalsUnclear, NearDuplicate, SceneUnconfirmed
from dispatch.domain.people import (
    LastAdministrator,
    PersonExists,
    PersonNotFound,
    ReauthenticationNeeded,
    SessionEnded,
    SignInRefused,
)
from dispatch.domain.period import PeriodInvalid
from dispatch.domain.period_of_tracks import PeriodTooLong
from dispatch.domain.phone_number import NumberUnusable
from dispatch.domain.place_conflict import ChoiceNeedsReason, NoPlaceInSource, PlaceOfAnother
from dispatch.domain.prompt import (
    PromptLanguagesInvalid,
    PromptNotFound,
    PromptSilent,
    PromptTooLong,
    PromptTooShort,
    PromptUnreadable,
    PromptVersionNotFound,
    SeatTakesCalls,
)
from dispatch.domain.recording_keeping import (
    DeletionAsked,
    DeletionNotAsked,
    RecordingNotHeld,
    RecordingOnHold,
    RecordingTooYoung,
    SamePerson,
)
from dispatch.domain.redaction import RedactionRefused
from dispatch.domain.reminder import ReminderNotFound, ReminderTooLong
from dispatch.domain.seat import SeatNotFound, SeatNotYours, SeatOccupied
from dispatch.domain.seat_message import (
    NobodyThere,
    SeatMessageNotFound,
    SeatMessageNotYours,
)
from dispatch.domain.silent_call import NobodyListens, NotSilent
from dispatch.domain.site import SiteChangedMeanwhile
from dispatch.domain.site_rules import SeatInUse, SiteInvalid
from dispatch.domain.skill import SkillUnknown
from dispatch.domain.source_round import CallTooLongOver, NobodyToAsk, SourcesBeingAsked
from dispatch.domain.spoken import NotSpeakable
from dispatch.domain.stand_by import StandByGone
from dispatch.domain.station import NameTaken, StationCodeFixed, StationNotFound
from dispatch.domain.subscriber_table import ImportSuperseded
from dispatch.domain.supervision import (
    AlreadySupervising,
    NothingToSupervise,
    PhoneNotFree,
    SupervisionNotFound,
    SupervisionNotYours,
)
from dispatch.domain.surge import NoSurge, SurgeRuns
from dispatch.domain.task import ReasonNotListed, TaskNotFound, TaskTaken, TriesMissing
from dispatch.domain.terminal import NoTerminal, TerminalNotAdmitted, TerminalNotSeen
from dispatch.domain.track import NothingSent, SpanInvalid
from dispatch.domain.track_keeping import TracksHeldAlready, TracksNotHeld
from dispatch.domain.transfer import SeatCannotTake
from dispatch.domain.travel import WayUnknown
from dispatch.domain.upkeep import (
    KeptChangedMeanwhile,
    KeptChangedSince,
    KeptDoubted,
    KeptInUse,
    KeptNotFound,
    KeptRevisionNotFound,
    ReasonMissing,
)
from dispatch.domain.vehicle import DutyReasonWrong, VehicleNotAvailable, VehicleNotFound
from dispatch.ports.call_control import ExchangeAway, ExchangeRefused
from dispatch.ports.commands import DatabaseAway, ValueUnusable
from dispatch.ports.event_log import SnapshotNeeded
from dispatch.ports.map_data import MapAway, TileNotFound
from dispatch.ports.map_window import TracksAway
from dispatch.ports.order_sheets import OrderSheetAway
from dispatch.ports.places import PlacesAway
from dispatch.ports.recorder_channels import ChannelNotFound
from dispatch.ports.recordings import AudioNotReady, RecorderAway, RecordingNotFound
from dispatch.ports.subscriber_files import NoSpace
from dispatch.ports.upkeep_files import UpkeepFileUnreadable

STATUS: Mapping[type[DomainError], int] = {
    AlreadySupervising: 409,
    EvidenceHasNoPassword: 422,
    HandOutGone: 404,
    HandOutRefused: 409,
    NothingToHandOut: 422,
    PasswordWeak: 422,
    RedactionRefused: 409,
    RecorderStandsSo: 409,
    AudioNotReady: 404,
    CallMovedMeanwhile: 409,
    CallNotFound: 404,
    ChoiceNeedsReason: 409,
    NoPlaceInSource: 409,
    PlaceOfAnother: 409,
    PlaceOfNobody: 422,
    CallerPlaceNotFound: 404,
    CallNotInIncident: 409,
    CallStandsAlone: 409,
    CallTaken: 409,
    ClosureCrossesItself: 422,
    ClosureCutsOff: 409,
    ClosureEndsTooEarly: 422,
    ClosureNotFound: 404,
    ClosureNotLifted: 409,
    ClosureOver: 409,
    ClosureSwapped: 422,
    ClosureTooLarge: 422,
    ClosureTooLong: 422,
    ClosureTooSmall: 422,
    ClosureTouchesNoRoad: 422,
    ClosureUnchecked: 503,
    ClosuresChangedMeanwhile: 409,
    ComplaintRepeated: 422,
    ComplaintUnknown: 422,
    ConsentNotYetGiven: 422,
    DatabaseAway: 503,
    DeviceNotFound: 404,
    DeviceRevoked: 401,
    DutyReasonWrong: 422,
    EnrolmentRefused: 401,
    EnrolmentShownOnce: 409,
    ExchangeAway: 503,
    ExchangeRefused: 409,
    GroupCallNotFound: 404,
    GroupCallNotYours: 403,
    DispositionMissing: 409,
    HandoverNeeded: 409,
    HandoverNotFound: 404,
    HandoverNotYours: 409,
    HospitalNotFound: 404,
    LineUnknown: 422,
    LinkBusy: 429,
    LinkOver: 410,
    LinksHidden: 409,
    NumberNotMobile: 422,
    TooManyLinks: 409,
    NobodyThere: 409,
    SeatMessageNotFound: 404,
    SeatMessageNotYours: 403,
    IllegalMove: 409,
    ImportNotFound: 404,
    ImportSuperseded: 409,
    IncidentHasOrders: 409,
    IncidentNotFound: 404,
    IncidentOver: 409,
    KeyPatientNotFound: 404,
    KeyReused: 422,
    KeptChangedMeanwhile: 409,
    KeptChangedSince: 409,
    KeptDoubted: 409,
    KeptInUse: 409,
    KeptNotFound: 404,
    KeptRevisionNotFound: 404,
    LastAdministrator: 409,
    LockNotFound: 404,
    LockOver: 409,
    LockTooLong: 422,
    MapAway: 503,
    NameTaken: 409,
    NearDuplicate: 409,
    NoSpace: 503,
    NumberProtected: 409,
    NoSurge: 409,
    EmergencyNotFound: 404,
    NobodyListens: 409,
    NotSilent: 409,
    NothingToHandOver: 409,
    NothingToSupervise: 409,
    NotSpeakable: 422,
    NumberIsOurs: 422,
    NumberUnusable: 422,
    NumberWithheld: 409,
    OrderNotFound: 404,
    OrderSheetAway: 503,
    PersonExists: 409,
    PersonNotFound: 404,
    PlanLineNotFound: 404,
    CallTooLongOver: 409,
    NobodyToAsk: 409,
    SourcesBeingAsked: 409,
    PhoneNotFree: 409,
    PlacesAway: 503,
    MapVersionGone: 404,
    OverlayPieceNotFound: 404,
    OverlayRevisionNotFound: 404,
    OverlayChangedSince: 409,
    PromptLanguagesInvalid: 422,
    PromptNotFound: 404,
    PromptSilent: 422,
    PromptTooLong: 422,
    PromptTooShort: 422,
    PromptUnreadable: 422,
    PromptVersionNotFound: 404,
    ReauthenticationNeeded: 403,
    RecorderAway: 503,
    ChannelNotFound: 404,
    RecordingNotFound: 404,
    RecordingOnHold: 409,
    RecordingNotHeld: 409,
    RecordingTooYoung: 409,
    DeletionNotAsked: 409,
    DeletionAsked: 409,
    SamePerson: 409,
    StoryNotAsked: 422,
    ReasonMissing: 422,
    ReasonNotListed: 422,
    ReminderNotFound: 404,
    ReminderTooLong: 422,
    RevisionUnknown: 409,
    RightMissing: 403,
    RecommendationNotKept: 404,
    RulesChangedMeanwhile: 409,
    TerminalNotSeen: 404,
    TerminalNotAdmitted: 404,
    NoTerminal: 409,
    CalibrationChangedMeanwhile: 409,
    NothingToUndo: 409,
    TooFewRuns: 409,
    CoverOff: 409,
    CoverSettingsChangedMeanwhile: 409,
    MilestoneSettingsChangedMeanwhile: 409,
    SuggestionGone: 409,
    CoverUnknown: 503,
    StandByGone: 409,
    NeedRepeated: 422,
    HospitalsUnclear: 422,
    SceneUnconfirmed: 409,
    SameIncident: 422,
    SeatCannotTake: 409,
    SurgeRuns: 409,
    SeatEngaged: 409,
    SeatInUse: 409,
    SeatNotFound: 404,
    SeatNotYours: 409,
    SeatOccupied: 409,
    SeatPhoneAway: 409,
    SeatTakesCalls: 409,
    SessionEnded: 401,
    SignInRefused: 401,
    SignatureInvalid: 403,
    SiteChangedMeanwhile: 409,
    SiteInvalid: 422,
    SkillUnknown: 422,
    PeriodInvalid: 422,
    PeriodTooLong: 422,
    SnapshotNeeded: 409,
    StationCodeFixed: 409,
    StationNotFound: 404,
    AlreadyInConference: 409,
    AlreadyMember: 409,
    ConferenceFull: 409,
    ConferenceNotFound: 404,
    ConferenceNotYours: 409,
    MemberNotFound: 404,
    NobodyInvited: 422,
    NoDialInNumber: 409,
    SupervisionNotFound: 404,
    SupervisionNotYours: 409,
    TalkNotOver: 409,
    TaskNotFound: 404,
    TaskTaken: 409,
    TileNotFound: 404,
    TooManyTries: 429,
    TriesMissing: 409,
    UploadNotUnderstood: 422,
    ValueUnusable: 422,
    UpkeepFileUnreadable: 422,
    VehicleNotAvailable: 409,
    VehicleNotFound: 404,
    SpanInvalid: 422,
    NothingSent: 404,
    TracksAway: 503,
    TracksHeldAlready: 409,
    TracksNotHeld: 409,
    HourNotProven: 409,
    WayUnknown: 404,
}
