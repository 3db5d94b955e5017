"""Recordings leave the centre as files: evidence, or plain copies that may be locked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from dispatch.domain.audience import AUDITORS, LEADERS
from dispatch.domain.errors import DomainError
from dispatch.domain.events import DomainEvent, Kind
from dispatch.domain.facts import LookFact
from dispatch.domain.people import Person

BUNDLE: Final = "bundle"
MAX_RECORDINGS: Final = 200
MIN_PASSWORD: Final = 10
_LONG_PASSWORD: Final = 16
_MIN_DIFFERENT: Final = 6
_MIN_KINDS: Final = 3


class NothingToHandOut(DomainError):
    """No recording was named, none belongs to that call or incident, or there are too many."""

    code = "nothing_to_hand_out"


class HandOutGone(DomainError):
    """No such hand-out: its half hour is over, or the recorder was restarted; ask again."""

    code = "hand_out_gone"


class HandOutRefused(DomainError):
    """The recorder does not hand that out; `why` is its code."""

    code = "hand_out_refused"


class RecorderStandsSo(DomainError):
    """That recorder is stopped, or runs, already."""

    code = "recorder_stands_so"


class PasswordWeak(DomainError):
    """The password of an export could be guessed."""

    code = "password_weak"


class EvidenceHasNoPassword(DomainError):
    """Evidence proves itself to anybody and is not locked."""

    code = "evidence_has_no_password"


@dataclass(frozen=True, slots=True)
class HandOutPart:
    """What one exchange's recorder makes of it: each has a log and a key of its own."""

    exchange: str
    recordings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HandOutStanding:
    """How far a part is; `code` says why it was refused."""

    stage: str
    done: int
    of: int
    sha256: str | None
    size_bytes: int | None
    code: str | None


def check_password(password: str | None, form: str) -> None:
    """Refuse what could be guessed: short, of few characters, or of one or two kinds.

    Raises:
        EvidenceHasNoPassword: A bundle with one.
        PasswordWeak: Long ones need no kinds, but different characters.
    """
    if password is None:
        return
    if form == BUNDLE:
        raise EvidenceHasNoPassword
    kinds = sum(
        any(test(one) for one in password)
        for test in (str.islower, str.isupper, str.isdigit, _is_sign)
    ) + any(not one.isascii() for one in password)
    long = len(password) >= _LONG_PASSWORD
    enough = len(password) >= MIN_PASSWORD and (kinds >= _MIN_KINDS or long)
    if not enough or len(set(password)) < _MIN_DIFFERENT:
        raise PasswordWeak(characters=MIN_PASSWORD)


def divide(recordings: Sequence[tuple[str, str]]) -> tuple[HandOutPart, ...]:
    """Give each exchange's part of (exchange, name); raises `NothingToHandOut`."""
    if not 1 <= len(recordings) <= MAX_RECORDINGS:
        raise NothingToHandOut(most=MAX_RECORDINGS)
    exchanges = sorted({exchange for exchange, _ in recordings})
    return tuple(
        HandOutPart(one, tuple(sorted({name for exchange, name in recordings if exchange == one})))
        for one in exchanges
    )


def release_event(
    kind: Kind, person: Person, recording: str, reason: str, call_id: UUID | None
) -> DomainEvent:
    """Tell leaders and auditors that a recording was handed out, redacted, or refused."""
    subjects = () if call_id is None else (call_id,)
    fact = LookFact(person.staff_number, recording, reason)
    return DomainEvent(kind, (LEADERS, AUDITORS), subjects, fact)


def _is_sign(character: str) -> bool:
    return character.isascii() and not character.isalnum()
