"""Reads of prompts outside of commands."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.reading import one_picture, reading, values
from dispatch.adapters.postgres.repositories.prompts import (
    CHOICES,
    LINES,
    VERSIONS,
    list_languages,
)
from dispatch.adapters.postgres.tables.prompts import (
    prompt_audio,
    prompt_choice,
    prompt_line,
    prompt_version,
)
from dispatch.domain.prompt_files import PromptBook


class PostgresPromptQueries:
    """See `dispatch.ports.prompts`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def read_book(self) -> PromptBook:
        """Give all but the audio."""
        newest_first = select(prompt_version).order_by(prompt_version.c.number.desc())
        async with one_picture(self._engine) as connection:
            return PromptBook(
                languages=await list_languages(connection),
                lines=await values(connection, LINES, select(prompt_line)),
                versions=await values(connection, VERSIONS, newest_first),
                choices=await values(connection, CHOICES, select(prompt_choice)),
            )

    async def read_audio(self, sha256: Sequence[str]) -> Mapping[str, bytes]:
        """Give audio by its SHA-256; what is not kept is not in it."""
        query = select(prompt_audio).where(prompt_audio.c.sha256.in_(sha256))
        async with reading(self._engine) as connection:
            rows = (await connection.execute(query)).all()
        return {row.sha256: bytes(row.audio) for row in rows}
