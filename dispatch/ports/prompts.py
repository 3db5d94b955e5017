"""Where prompts are kept, how a sound is made ready, and where the exchanges' files lie."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from dispatch.domain.prompt import (
    PromptChoice,
    PromptLanguage,
    PromptLine,
    PromptTake,
    PromptVersion,
    Sound,
)
from dispatch.domain.prompt_files import BuiltIn, PromptBook


class PromptRepository(Protocol):
    """Prompts within a transaction; what is read is locked until it ends."""

    async def list_languages(self) -> tuple[PromptLanguage, ...]:
        """Give the centre's languages in their order."""
        ...

    async def save_languages(self, languages: tuple[PromptLanguage, ...]) -> None:
        """Put another list in their place."""
        ...

    async def find_line(self, key: str, language: str) -> PromptLine | None:
        """Find the centre's own text of a prompt."""
        ...

    async def save_line(self, line: PromptLine) -> None:
        """Store a text."""
        ...

    async def next_number(self, key: str, language: str) -> int:
        """Give the number of the next version."""
        ...

    async def add_version(self, version: PromptVersion, audio: bytes) -> None:
        """Store a version with its audio."""
        ...

    async def get_version(self, version_id: UUID) -> PromptVersion:
        """Give a version; PromptVersionNotFound."""
        ...

    async def save_choice(self, choice: PromptChoice) -> None:
        """Put a version in use."""
        ...

    async def remove_choice(self, key: str, language: str) -> None:
        """Let the built-in be heard again."""
        ...

    async def add_take(self, take: PromptTake) -> None:
        """Store that somebody asked to speak."""
        ...

    async def find_take(self, take_id: UUID) -> PromptTake | None:
        """Find what was asked."""
        ...


class PromptQueries(Protocol):
    """Reads outside of commands. All raise DatabaseAway when the database cannot be asked."""

    async def read_book(self) -> PromptBook:
        """Give all but the audio."""
        ...

    async def read_audio(self, sha256: Sequence[str]) -> Mapping[str, bytes]:
        """Give audio by its SHA-256; what is not kept is not in it."""
        ...


class PromptAudio(Protocol):
    """Makes what somebody uploaded or spoke ready for the exchange."""

    def convert(self, data: bytes, file_name: str) -> Sound:
        """Give it as A-law, as loud as every other prompt.

        Args:
            data: A WAV, OGG, FLAC … file, or raw 8 kHz A-law.
            file_name: Its ending tells raw A-law, which nothing else does.

        Raises:
            PromptUnreadable: It is no sound.
            PromptTooLong: It is longer than a prompt may be.
            PromptTooShort: It is shorter.
            PromptSilent: Nothing is to be heard.
        """
        ...

    def playable(self, audio: bytes) -> bytes:
        """Give the exchange's audio as a WAV file that every browser plays."""
        ...


class PromptPhone(Protocol):
    """Takes down at one exchange what somebody speaks into a seat's phone."""

    @property
    def acts(self) -> bool:
        """Whether the exchange can be asked now."""
        ...

    async def record(self, take: PromptTake) -> None:
        """Ring the seat's phone; ExchangeAway, ExchangeRefused."""
        ...


@dataclass(frozen=True, slots=True)
class SpokenTake:
    """What was spoken, heard and kept at the phone."""

    take_id: UUID
    data: bytes


@dataclass(frozen=True, slots=True)
class PromptDesk:
    """What the page of prompts works with.

    Args:
        phones: By exchange.
        built_in: What the product has, by key.
    """

    queries: PromptQueries
    audio: PromptAudio
    phones: Mapping[str, PromptPhone]
    built_in: Mapping[str, BuiltIn]


class PromptShelf(Protocol):
    """One exchange's files of prompts, where they lie on this machine."""

    async def put(self, files: Mapping[str, bytes]) -> Sequence[str]:
        """Write what differs, each file whole or not at all, and give the keys of it."""
        ...

    async def list_kept(self) -> Sequence[SpokenTake]:
        """Give what was spoken and kept; ExchangeAway."""
        ...

    async def forget(self, take_id: UUID) -> None:
        """Keep a take no longer; ExchangeAway."""
        ...
