"""Prompts over dicts."""

from uuid import UUID

from dispatch.domain.prompt import (
    PromptChoice,
    PromptLanguage,
    PromptLine,
    PromptTake,
    PromptVersion,
    PromptVersionNotFound,
)
from dispatch.domain.prompt_files import DEFAULT_LANGUAGES, PromptBook


class MemoryPrompts:
    """See `dispatch.ports.prompts`; the repository and the queries in one."""

    def __init__(self) -> None:
        self.languages: tuple[PromptLanguage, ...] = DEFAULT_LANGUAGES
        self.lines: dict[tuple[str, str], PromptLine] = {}
        self.versions: dict[UUID, PromptVersion] = {}
        self.audio: dict[str, bytes] = {}
        self.choices: dict[tuple[str, str], PromptChoice] = {}
        self.takes: dict[UUID, PromptTake] = {}

    async def list_languages(self) -> tuple[PromptLanguage, ...]:
        return self.languages

    async def save_languages(self, languages: tuple[PromptLanguage, ...]) -> None:
        self.languages = languages

    async def find_line(self, key: str, language: str) -> PromptLine | None:
        return self.lines.get((key, language))

    async def save_line(self, line: PromptLine) -> None:
        self.lines[line.key, line.language] = line

    async def next_number(self, key: str, language: str) -> int:
        of = [one for one in self.versions.values() if (one.key, one.language) == (key, language)]
        return len(of) + 1

    async def add_version(self, version: PromptVersion, audio: bytes) -> None:
        self.versions[version.id] = version
        self.audio[version.sha256] = audio

    async def get_version(self, version_id: UUID) -> PromptVersion:
        if version_id not in self.versions:
            raise PromptVersionNotFound
        return self.versions[version_id]

    async def save_choice(self, choice: PromptChoice) -> None:
        self.choices[choice.key, choice.language] = choice

    async def remove_choice(self, key: str, language: str) -> None:
        self.choices.pop((key, language), None)

    async def add_take(self, take: PromptTake) -> None:
        self.takes[take.id] = take

    async def find_take(self, take_id: UUID) -> PromptTake | None:
        return self.takes.get(take_id)

    async def read_book(self) -> PromptBook:
        return PromptBook(
            self.languages,
            tuple(self.lines.values()),
            tuple(self.versions.values()),
            tuple(self.choices.values()),
        )

    async def read_audio(self, sha256: object) -> dict[str, bytes]:
        return dict(self.audio)
