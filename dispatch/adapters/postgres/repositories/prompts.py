"""Prompts: languages, texts, versions with their audio, which one is in use."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Table, delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.adapters.postgres.rows import Rows
from dispatch.adapters.postgres.tables.prompts import (
    prompt_audio,
    prompt_choice,
    prompt_language,
    prompt_line,
    prompt_take,
    prompt_version,
)
from dispatch.domain.prompt import (
    PromptChoice,
    PromptLanguage,
    PromptLine,
    PromptTake,
    PromptVersion,
    PromptVersionNotFound,
)

LINES = Rows(PromptLine, prompt_line)
VERSIONS = Rows(PromptVersion, prompt_version)
CHOICES = Rows(PromptChoice, prompt_choice)
TAKES = Rows(PromptTake, prompt_take)


class PostgresPrompts:
    """See `dispatch.ports.prompts`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def list_languages(self) -> tuple[PromptLanguage, ...]:
        """Give the centre's languages in their order."""
        return await list_languages(self._connection)

    async def save_languages(self, languages: tuple[PromptLanguage, ...]) -> None:
        """Put another list in their place."""
        await self._connection.execute(delete(prompt_language))
        rows = [
            {"tag": one.tag, "name": one.name, "is_heard": one.is_heard, "place": place}
            for place, one in enumerate(languages, 1)
        ]
        await self._connection.execute(insert(prompt_language), rows)

    async def find_line(self, key: str, language: str) -> PromptLine | None:
        """Find the centre's own text of a prompt."""
        query = select(prompt_line).where(*_of(prompt_line, key, language))
        row = (await self._connection.execute(query)).mappings().first()
        return LINES.value(row) if row else None

    async def save_line(self, line: PromptLine) -> None:
        """Store a text."""
        await self._upsert(prompt_line, LINES.row(line))

    async def next_number(self, key: str, language: str) -> int:
        """Give the number of the next version; who asks meanwhile for this language waits."""
        same = select(prompt_language.c.tag).where(prompt_language.c.tag == language)
        await self._connection.execute(same.with_for_update())
        query = select(func.coalesce(func.max(prompt_version.c.number), 0) + 1)
        of = query.where(*_of(prompt_version, key, language))
        return int((await self._connection.execute(of)).scalar_one())

    async def add_version(self, version: PromptVersion, audio: bytes) -> None:
        """Store a version with its audio."""
        kept = insert(prompt_audio).values(sha256=version.sha256, audio=audio)
        await self._connection.execute(kept.on_conflict_do_nothing())
        await self._connection.execute(insert(prompt_version).values(VERSIONS.row(version)))

    async def get_version(self, version_id: UUID) -> PromptVersion:
        """Give a version; PromptVersionNotFound."""
        query = select(prompt_version).where(prompt_version.c.id == version_id)
        row = (await self._connection.execute(query)).mappings().first()
        if row is None:
            raise PromptVersionNotFound
        return VERSIONS.value(row)

    async def save_choice(self, choice: PromptChoice) -> None:
        """Put a version in use."""
        await self._upsert(prompt_choice, CHOICES.row(choice))

    async def remove_choice(self, key: str, language: str) -> None:
        """Let the built-in be heard again."""
        await self._connection.execute(
            delete(prompt_choice).where(*_of(prompt_choice, key, language))
        )

    async def add_take(self, take: PromptTake) -> None:
        """Store that somebody asked to speak."""
        await self._connection.execute(insert(prompt_take).values(TAKES.row(take)))

    async def find_take(self, take_id: UUID) -> PromptTake | None:
        """Find what was asked."""
        query = select(prompt_take).where(prompt_take.c.id == take_id)
        row = (await self._connection.execute(query)).mappings().first()
        return TAKES.value(row) if row else None

    async def _upsert(self, table: Table, row: Mapping[str, Any]) -> None:
        statement = insert(table).values(row)
        changed = {name: statement.excluded[name] for name in table.columns.keys()[2:]}
        await self._connection.execute(
            statement.on_conflict_do_update(index_elements=["key", "language"], set_=changed)
        )


async def list_languages(connection: AsyncConnection) -> tuple[PromptLanguage, ...]:
    """Give the centre's languages in their order."""
    query = select(prompt_language).order_by(prompt_language.c.place)
    rows = (await connection.execute(query)).all()
    return tuple(PromptLanguage(row.tag, row.name, row.is_heard) for row in rows)


def _of(table: Table, key: str, language: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return table.c.key == key, table.c.language == language
