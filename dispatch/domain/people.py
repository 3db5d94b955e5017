"""People by staff number, their roles and what each role may do (as data)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from dispatch.domain.audience import AUDITORS, DESKS, LEADERS, TECHNICIANS, session_audience
from dispatch.domain.errors import DomainError, RightMissing


class Role(StrEnum):
    """What a person is in the centre."""

    CALL_TAKER = "call_taker"
    SHIFT_LEADER = "shift_leader"
    DIRECTOR = "director"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


class Verb(StrEnum):
    """What a person may do. Every route names one."""

    VIEW_BOARD = "view_board"
    TAKE_CALLS = "take_calls"
    LISTEN_IN = "listen_in"
    SUPERVISE = "supervise"
    WORK_TASKS = "work_tasks"
    VIEW_CALLS = "view_calls"
    VIEW_EVENTS = "view_events"
    SEARCH_RECORDINGS = "search_recordings"
    PLAY_RECORDINGS = "play_recordings"
    PLAY_REDACTED = "play_redacted"
    REDACT_RECORDINGS = "redact_recordings"
    EXPORT_RECORDINGS = "export_recordings"
    SWITCH_RECORDER = "switch_recorder"
    LOOK_UP_SUBSCRIBER = "look_up_subscriber"
    VIEW_KEY_PATIENT = "view_key_patient"
    MANAGE_KEY_PATIENTS = "manage_key_patients"
    IMPORT_SUBSCRIBERS = "import_subscribers"
    UNMASK = "unmask"
    VIEW_INCIDENTS = "view_incidents"
    WORK_INCIDENTS = "work_incidents"
    SEND_ORDERS = "send_orders"
    CHANGE_DUTY = "change_duty"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_SITE = "manage_site"
    VIEW_SITE = "view_site"
    VIEW_AUDIT = "view_audit"
    VIEW_STATISTICS = "view_statistics"
    MANAGE_LOCKS = "manage_locks"
    RUN_SURGE = "run_surge"
    WORK_EMERGENCIES = "work_emergencies"
    MANAGE_PROMPTS = "manage_prompts"
    MANAGE_MAP = "manage_map"
    VIEW_TRACKS = "view_tracks"
    CLOSE_ROADS = "close_roads"
    USE_CALIBRATION = "use_calibration"
    VIEW_MILEAGE = "view_mileage"
    MANAGE_TERMINALS = "manage_terminals"
    SEND_TERMINAL_TEXT = "send_terminal_text"
    EXPLAIN_AUDIO = "explain_audio"
    VIEW_STORES = "view_stores"
    HOLD_RECORDINGS = "hold_recordings"
    ASK_DELETION = "ask_deletion"
    CONFIRM_DELETION = "confirm_deletion"


_CALL_TAKER = frozenset(
    {
        Verb.VIEW_BOARD,
        Verb.TAKE_CALLS,
        Verb.WORK_TASKS,
        Verb.VIEW_CALLS,
        Verb.LOOK_UP_SUBSCRIBER,
        Verb.VIEW_KEY_PATIENT,
        Verb.VIEW_INCIDENTS,
        Verb.WORK_INCIDENTS,
        Verb.SEND_ORDERS,
        Verb.CHANGE_DUTY,
        Verb.VIEW_SITE,
        Verb.RUN_SURGE,
        Verb.WORK_EMERGENCIES,
        Verb.CLOSE_ROADS,
        Verb.SEND_TERMINAL_TEXT,
        Verb.PLAY_REDACTED,
    }
)
_LEADER = _CALL_TAKER | {
    Verb.LISTEN_IN,
    Verb.SUPERVISE,
    Verb.VIEW_EVENTS,
    Verb.SEARCH_RECORDINGS,
    Verb.PLAY_RECORDINGS,
    Verb.MANAGE_KEY_PATIENTS,
    Verb.UNMASK,
    Verb.VIEW_STATISTICS,
    Verb.MANAGE_LOCKS,
    Verb.VIEW_TRACKS,
    Verb.VIEW_MILEAGE,
    Verb.EXPLAIN_AUDIO,
    Verb.VIEW_STORES,
    Verb.HOLD_RECORDINGS,
    Verb.ASK_DELETION,
}

RIGHTS: Mapping[Role, frozenset[Verb]] = {
    Role.CALL_TAKER: _CALL_TAKER,
    Role.SHIFT_LEADER: _LEADER,
    Role.DIRECTOR: frozenset(
        {
            Verb.VIEW_BOARD,
            Verb.LISTEN_IN,
            Verb.VIEW_CALLS,
            Verb.VIEW_INCIDENTS,
            Verb.VIEW_EVENTS,
            Verb.SEARCH_RECORDINGS,
            Verb.PLAY_RECORDINGS,
            Verb.PLAY_REDACTED,
            Verb.REDACT_RECORDINGS,
            Verb.EXPORT_RECORDINGS,
            Verb.UNMASK,
            Verb.VIEW_SITE,
            Verb.VIEW_STATISTICS,
            Verb.VIEW_TRACKS,
            Verb.VIEW_MILEAGE,
            Verb.USE_CALIBRATION,
            Verb.EXPLAIN_AUDIO,
            Verb.VIEW_STORES,
            Verb.HOLD_RECORDINGS,
            Verb.ASK_DELETION,
            Verb.CONFIRM_DELETION,
        }
    ),
    Role.ADMINISTRATOR: frozenset(
        {
            Verb.VIEW_BOARD,
            Verb.IMPORT_SUBSCRIBERS,
            Verb.MANAGE_PEOPLE,
            Verb.MANAGE_SITE,
            Verb.MANAGE_PROMPTS,
            Verb.MANAGE_MAP,
            Verb.CLOSE_ROADS,
            Verb.USE_CALIBRATION,
            Verb.VIEW_MILEAGE,
            Verb.MANAGE_TERMINALS,
            Verb.VIEW_STORES,
            Verb.SWITCH_RECORDER,
            Verb.VIEW_SITE,
        }
    ),
    Role.AUDITOR: frozenset({Verb.VIEW_AUDIT, Verb.VIEW_EVENTS}),
}

STREAMS: Mapping[Role, frozenset[str]] = {
    Role.CALL_TAKER: frozenset({DESKS}),
    Role.SHIFT_LEADER: frozenset({DESKS, LEADERS}),
    Role.DIRECTOR: frozenset({LEADERS}),
    Role.ADMINISTRATOR: frozenset({TECHNICIANS}),
    Role.AUDITOR: frozenset({AUDITORS}),
}


class PersonNotFound(DomainError):
    """No person has this staff number."""

    code = "person_not_found"


class PersonExists(DomainError):
    """That staff number is taken."""

    code = "person_exists"


class LastAdministrator(DomainError):
    """Nobody would be left who may change people and settings."""

    code = "last_administrator"


class SignInRefused(DomainError):
    """Staff number and password do not belong together, or the person is not active."""

    code = "sign_in_refused"


class SessionEnded(DomainError):
    """No such session: it expired, was ended, or the person signed in elsewhere."""

    code = "session_ended"


class ReauthenticationNeeded(DomainError):
    """A destructive act wants the password again."""

    code = "reauthentication_needed"


@dataclass(frozen=True, slots=True)
class Person:
    """One member of staff; the hash is argon2id and is never sent anywhere.

    Args:
        skills: Codes of what the person speaks, of the centre's list.
        trainee: Is rung while nobody else is free.
    """

    staff_number: str
    name: str
    roles: frozenset[Role]
    password_hash: str
    active: bool
    skills: frozenset[str] = frozenset()
    trainee: bool = False

    @property
    def rights(self) -> frozenset[Verb]:
        """All that the person's roles allow."""
        return frozenset[Verb]().union(*(RIGHTS[role] for role in self.roles))

    @property
    def streams(self) -> frozenset[str]:
        """The audiences whose events this person hears."""
        return frozenset[str]().union(*(STREAMS[role] for role in self.roles))

    def must(self, verb: Verb) -> None:
        """Refuse what the roles do not hold."""
        if verb not in self.rights:
            raise RightMissing(verb=verb)


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in person. The token itself is never stored, only its SHA-256."""

    id: UUID
    token_hash: bytes
    person: Person
    started_at: datetime
    expires_at: datetime
    reauthenticated_at: datetime | None = None

    @property
    def audiences(self) -> frozenset[str]:
        """Whose events this session hears: the person's, and those of its own end."""
        return self.person.streams | {session_audience(self.id)}
