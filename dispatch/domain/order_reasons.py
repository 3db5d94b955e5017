"""Why orders end, and why another vehicle than the first was sent: reasons are data."""

from enum import StrEnum


class RefuseReason(StrEnum):
    """Why a station cannot take an order."""

    VEHICLE_FAULT = "vehicle_fault"
    CREW_SHORT = "crew_short"
    ON_OTHER_RUN = "on_other_run"
    DISINFECTION = "disinfection"
    OTHER = "other"


class CancelReason(StrEnum):
    """Why an order is taken back 取消派车; 撤警 and 骚扰 among them."""

    CALLER_WITHDREW = "caller_withdrew"
    NUISANCE = "nuisance"
    DUPLICATE = "duplicate"
    WRONG_ADDRESS = "wrong_address"
    NEARER_VEHICLE = "nearer_vehicle"
    NO_VEHICLE_NEEDED = "no_vehicle_needed"
    SENT_BY_MISTAKE = "sent_by_mistake"
    OTHER = "other"


class ReassignReason(StrEnum):
    """Why another vehicle goes 改派."""

    BREAKDOWN = "breakdown"
    NEARER_VEHICLE = "nearer_vehicle"
    HIGHER_PRIORITY = "higher_priority"
    NOT_ACKNOWLEDGED = "not_acknowledged"
    WRONG_KIND = "wrong_kind"
    OTHER = "other"


class EmptyReturnReason(StrEnum):
    """Why a vehicle comes back without a patient 空返."""

    PATIENT_GONE = "patient_gone"
    NOBODY_FOUND = "nobody_found"
    TREATED_ON_SCENE = "treated_on_scene"
    TRANSPORT_REFUSED = "transport_refused"
    DIED_ON_SCENE = "died_on_scene"
    CALLER_WITHDREW = "caller_withdrew"
    NUISANCE = "nuisance"
    WRONG_ADDRESS = "wrong_address"
    OTHER = "other"


class OverrideReason(StrEnum):
    """Why not the vehicle that was proposed first; DIVERTED is given by the act of diverting."""

    KNOWS_BETTER = "knows_better"
    CALLER_WISH = "caller_wish"
    SKILLS = "skills"
    ROAD_CLOSED = "road_closed"
    OTHER = "other"
    DIVERTED = "diverted"


EndReason = RefuseReason | CancelReason | ReassignReason | EmptyReturnReason
