"""Prompts on the wire: what callers hear, its texts, versions and languages."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from dispatch.contracts.base import Command, ShortText, View

LanguageTag = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$")]
PromptText = Annotated[str, StringConstraints(max_length=400)]


class PromptLanguageView(View):
    """A language or dialect of the centre, and whether callers hear it."""

    tag: str
    name: str
    is_heard: bool


class PromptVersionView(View):
    """One recording of a prompt in one language.

    source: made, uploaded or recorded. level_db is the loudness of its speech, dB below full scale.
    """

    id: UUID
    number: int
    source: str
    file_name: str | None
    text: str
    sha256: str
    duration_ms: int
    level_db: float
    made_by: str
    made_at: datetime


class PromptSpeechView(View):
    """A prompt in one language.

    in_use is null while the built-in audio is heard, or none; versions are newest first.
    """

    language: str
    text: str
    built_in_text: str
    has_built_in: bool
    in_use: UUID | None
    put_by: str | None
    put_at: datetime | None
    versions: tuple[PromptVersionView, ...]


class PromptView(View):
    """A prompt in every language of the centre; use says when it is heard."""

    key: str
    use: str
    is_part: bool
    speeches: tuple[PromptSpeechView, ...]


class PromptListView(View):
    """All prompts, and the languages in the order in which callers hear them."""

    languages: tuple[PromptLanguageView, ...]
    prompts: tuple[PromptView, ...]


class WritePromptText(Command):
    """What a prompt shall say."""

    text: PromptText


class UsePrompt(Command):
    """The version to put in use; null for the built-in."""

    version_id: UUID | None


class WritePromptLanguage(Command):
    """One language of the list."""

    tag: LanguageTag
    name: ShortText
    is_heard: bool


class WritePromptLanguages(Command):
    """All languages, in the order in which callers hear them."""

    languages: Annotated[tuple[WritePromptLanguage, ...], Field(min_length=1, max_length=8)]


class RecordPrompt(Command):
    """The seat whose phone shall ring."""

    seat: Annotated[int, Field(ge=1, le=99)]


class PromptTakeView(View):
    """A recording by telephone that was asked for; its version bears another id."""

    id: UUID
    key: str
    language: str
    seat: int


class PromptWritten(View):
    """What a change was about."""

    key: str | None
    language: str | None


class SpokenRowView(View):
    """The prompts that say a value, in their order; silent are those without audio."""

    keys: tuple[str, ...]
    silent: tuple[str, ...]


class PromptEvent(View):
    """Payload of prompt_changed; act is text, version, use or languages."""

    act: str
    key: str | None
    language: str | None
