"""Why a recording cannot be held, released or deleted: the recorder decides, in these words."""

from collections.abc import Mapping

from dispatch.domain.errors import DomainError


class RecordingOnHold(DomainError):
    """A person has held it: it stays until it is released."""

    code = "recording_on_hold"


class RecordingNotHeld(DomainError):
    """It is not held."""

    code = "recording_not_held"


class RecordingTooYoung(DomainError):
    """Sound is kept for a year at least."""

    code = "recording_too_young"


class DeletionNotAsked(DomainError):
    """Nobody has asked that it be deleted, or it is confirmed already."""

    code = "deletion_not_asked"


class DeletionAsked(DomainError):
    """Somebody has asked already that it be deleted."""

    code = "deletion_asked"


class SamePerson(DomainError):
    """Who asked for a deletion cannot confirm it."""

    code = "same_person"


REFUSALS: Mapping[str, type[DomainError]] = {
    one.code: one
    for one in (
        RecordingOnHold,
        RecordingNotHeld,
        RecordingTooYoung,
        DeletionNotAsked,
        DeletionAsked,
        SamePerson,
    )
}
