"""Site settings: what a centre decides for itself, live and versioned."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dispatch.domain.disposition import CHOSEN_DISPOSITIONS, TalkDisposition
from dispatch.domain.errors import DomainError
from dispatch.domain.line import LinePlan
from dispatch.domain.place_source_plan import NO_SOURCES, PlaceSourcePlan
from dispatch.domain.seat import SeatKind
from dispatch.domain.site_timings import USUAL, SiteTimings
from dispatch.domain.skill import COMMON_SKILLS, Skill
from dispatch.domain.task import Disposition


class SiteChangedMeanwhile(DomainError):
    """Somebody else changed the settings after this editor read them."""

    code = "site_changed_meanwhile"


@dataclass(frozen=True, slots=True)
class SeatPlan:
    """One seat of the centre.

    Args:
        penalty: Rings while none with a lower one is free: a trainee gets calls later.
    """

    number: int
    kind: SeatKind
    penalty: int = 0


@dataclass(frozen=True, slots=True)
class TrunkPlan:
    """One trunk from the carrier's gateway, known by its address.

    Args:
        priority: Backup lines are dialled out over the lowest number first.
    """

    name: str
    host: str
    port: int
    priority: int = 1


class Distribution(StrEnum):
    """Whom a waiting call rings."""

    RING_ALL = "ring_all"
    LONGEST_IDLE = "longest_idle"


@dataclass(frozen=True, slots=True)
class District:
    """A district of the centre's area.

    Args:
        together: Its station's telephone rings at the same time as the seats (mode 2).
        prefixes: First digits of its local numbers, by which a caller's district is known.
        station_number: Telephone of its station; empty where only the centre rings.
    """

    name: str
    together: bool
    prefixes: tuple[str, ...]
    station_number: str = ""


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """One version of the settings.

    Args:
        area_code: The centre's own, with its leading 0; completes local numbers.
        answer_overdue_after_s: Three rings, about ten seconds; then every desk is told.
        overflow_after_s: When the exchange rings the spare phones.
        backup_numbers: Lines or a neighbour centre, dialled one after the other when nobody here
            answers.
        backup_rings_s: How long each of them rings.
        message_after_s: A caller who waited so long may leave a message.
        distribution: Every free seat rings, or the one that is idle longest.
        districts: Without any every call comes to the centre first.
        surge_lasts_min: After so many minutes a surge ends by itself.
        seat_leg_lost_after_s: Silence of a seat's phone after which the caller returns to the
            head of the queue.
        wrap_up_s: How long a seat rests after a call; 0 is until the call-taker says ready.
        timings: Further time limits of the telephones.
        wrap_up_s: How long a seat waits for the disposition of its talk; 0 is for ever.
        talk_dispositions: What a talk may have been, in the order of their keys.
        call_back_reasons: How a call-back may end, in the order of their keys.
        order_acknowledge_s: After this an order that nobody took sounds at the desks.
        lines: Dedicated lines to stations, hospitals and offices.
        park_returns_after_s: A parked caller comes back to the seat that parked him after this.
        skills: What people may speak, in the order of their keys.
        says_staff_number: Callers hear who answered, while they talk already.
        dial_in_number: Number of the centre, as its trunks send it, under which conferences are
            dialled in to; empty: nobody dials in.
        place_sources: Who is asked where a caller is; refresh of the three-field table.
    """

    version: int
    centre_name: str
    area_code: str
    seats: tuple[SeatPlan, ...]
    trunks: tuple[TrunkPlan, ...]
    spare_phones: tuple[str, ...]
    changed_by: str
    changed_at: datetime
    emergency_number: str = "120"
    answer_overdue_after_s: int = 10
    overflow_after_s: int = 30
    seat_leg_lost_after_s: int = 5
    wrap_up_s: int = 15
    order_acknowledge_s: int = 10
    backup_numbers: tuple[str, ...] = ()
    backup_rings_s: int = 25
    message_after_s: int = 120
    timings: SiteTimings = USUAL
    distribution: Distribution = Distribution.RING_ALL
    districts: tuple[District, ...] = ()
    surge_lasts_min: int = 30
    lines: tuple[LinePlan, ...] = ()
    park_returns_after_s: int = 60
    dial_in_number: str = ""
    talk_dispositions: tuple[TalkDisposition, ...] = CHOSEN_DISPOSITIONS
    call_back_reasons: tuple[Disposition, ...] = tuple(Disposition)
    skills: tuple[Skill, ...] = COMMON_SKILLS
    says_staff_number: bool = False
    place_sources: PlaceSourcePlan = NO_SOURCES
