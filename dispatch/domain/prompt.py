"""Prompts 语音提示: what callers hear from the exchange, as a managed set.

Which prompts there are is closed (`prompt_catalogue`). Of each the centre keeps a text for every
language and versions of audio, one of which is in use. Where none is, the built-in one is heard:
no prompt is ever without audio.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from dispatch.domain.errors import DomainError

# Spoken by every centre; the built-in audio is in it.
FLOOR = "zh-CN"
LONGEST_S, SHORTEST_S = 60, 0.2
MOST_LANGUAGES = 8
RECORDED_WITHIN_S = 600
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}")


class PromptUse(StrEnum):
    """When a prompt is heard."""

    WAITING = "waiting"
    OVERFLOW = "overflow"
    MESSAGE = "message"
    SCREENING = "screening"
    TALK = "talk"
    LINE = "line"
    SURGE = "surge"
    TONE = "tone"
    NUMERAL = "numeral"
    WORD = "word"


class PromptSource(StrEnum):
    """Where a version's audio came from."""

    MADE = "made"
    UPLOADED = "uploaded"
    RECORDED = "recorded"


class PromptNotFound(DomainError):
    """No prompt has this key, or the centre does not speak this language."""

    code = "prompt_not_found"


class PromptVersionNotFound(DomainError):
    """The prompt has no such version."""

    code = "prompt_version_not_found"


class PromptUnreadable(DomainError):
    """That is no sound that can be read: WAV, OGG, FLAC or raw A-law."""

    code = "prompt_unreadable"


class PromptTooLong(DomainError):
    """A prompt lasts `longest_s` seconds at most."""

    code = "prompt_too_long"


class PromptTooShort(DomainError):
    """Nothing can be said in so short a time."""

    code = "prompt_too_short"


class PromptSilent(DomainError):
    """Nothing is to be heard in it."""

    code = "prompt_silent"


class PromptLanguagesInvalid(DomainError):
    """The centre's own language is missing, or a language stands there twice or has no tag."""

    code = "prompt_languages_invalid"


class SeatTakesCalls(DomainError):
    """That seat's phone must be free for callers: it records only while the seat rests."""

    code = "seat_takes_calls"


@dataclass(frozen=True, slots=True)
class Prompt:
    """One entry of the closed list.

    Args:
        is_part: Stands beside others in one sentence, and so is heard in one language only.
        then_silent_s: Silence that belongs to it, in which the exchange listens.
        is_built_in: Whether the product has audio for it.
    """

    key: str
    use: PromptUse
    is_part: bool = False
    then_silent_s: float = 0.0
    is_built_in: bool = True


@dataclass(frozen=True, slots=True)
class PromptLanguage:
    """A language or dialect of the centre.

    Args:
        tag: zh-CN, en, zh-yue …
        name: As its speakers call it.
        is_heard: Whether callers hear it; if several are heard, one after the other.
    """

    tag: str
    name: str
    is_heard: bool = False


@dataclass(frozen=True, slots=True)
class PromptLine:
    """What a prompt says in one language."""

    key: str
    language: str
    text: str
    changed_by: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Sound:
    """Audio as the exchange plays it: raw G.711 A-law, 8 kHz, one channel."""

    audio: bytes
    sha256: str
    duration_ms: int
    level_db: float


@dataclass(frozen=True, slots=True)
class PromptVersion:
    """One recording of a prompt in one language; never changed, never removed.

    Args:
        number: Counts from 1 for each prompt and language.
        text: What it should say, as it stood when it was made.
        level_db: Loudness of the speech in it, dB below full scale.
    """

    id: UUID
    key: str
    language: str
    number: int
    source: PromptSource
    file_name: str | None
    text: str
    sha256: str
    duration_ms: int
    level_db: float
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class PromptChoice:
    """Which version of a prompt is in use; without one it is the built-in."""

    key: str
    language: str
    version_id: UUID
    sha256: str
    put_by: str
    put_at: datetime


@dataclass(frozen=True, slots=True)
class PromptTake:
    """Somebody asked to speak a prompt into a seat's phone."""

    id: UUID
    key: str
    language: str
    seat: int
    asked_by: str
    asked_at: datetime


def check_languages(languages: tuple[PromptLanguage, ...]) -> None:
    """Refuse a list without the centre's own language, or with one twice or badly named.

    Raises:
        PromptLanguagesInvalid: It is such a list.
    """
    tags = [one.tag for one in languages]
    named = all(_TAG.fullmatch(one.tag) and one.name.strip() for one in languages)
    whole = FLOOR in tags and len(set(tags)) == len(tags) <= MOST_LANGUAGES
    if not (named and whole and any(one.is_heard for one in languages)):
        raise PromptLanguagesInvalid
