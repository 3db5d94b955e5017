"""What a talk was, in one word of a closed list, said by its call-taker while he wraps up."""

from enum import StrEnum

from dispatch.domain.errors import DomainError


class TalkDisposition(StrEnum):
    """Every word there is; a centre uses those that its settings name.

    NONE_GIVEN is nobody's word: the time was over, or the seat went on to something else.
    """

    INCIDENT = "incident"
    REPEAT = "repeat"
    CHASE = "chase"
    ADVICE = "advice"
    OTHER_SERVICE = "other_service"
    MISDIAL = "misdial"
    SILENT = "silent"
    NUISANCE = "nuisance"
    COMPLAINT = "complaint"
    INTERNAL = "internal"
    TEST = "test"
    NONE_GIVEN = "none_given"


# One key each: nine digits.
MOST_CHOSEN = 9
CHOSEN_DISPOSITIONS = tuple(TalkDisposition)[:MOST_CHOSEN]


class DispositionMissing(DomainError):
    """The seat owes the disposition of its last talk."""

    code = "disposition_missing"


class TalkNotOver(DomainError):
    """Nobody talked, or somebody still does."""

    code = "talk_not_over"
