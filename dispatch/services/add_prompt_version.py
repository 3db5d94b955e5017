"""A prompt gains a version: shared by every way audio comes."""

from dispatch.domain.prompt import (
    PromptSource,
    PromptVersion,
    Sound,
)
from dispatch.ports.transaction import Transaction
from dispatch.services.must_speak import must_speak


async def add_prompt_version(
    key: str,
    language: str,
    sound: Sound,
    tx: Transaction,
    *,
    source: PromptSource,
    by: str,
    file_name: str | None = None,
) -> PromptVersion:
    """Store it beside the others; callers hear it only when it is put in use.

    Raises:
        PromptNotFound: No prompt has this key, or the centre does not speak this language.
    """
    await must_speak(key, language, tx)
    line = await tx.prompts.find_line(key, language)
    version = PromptVersion(
        id=tx.new_id(),
        key=key,
        language=language,
        number=await tx.prompts.next_number(key, language),
        source=source,
        file_name=file_name,
        text=line.text if line else "",
        sha256=sound.sha256,
        duration_ms=sound.duration_ms,
        level_db=sound.level_db,
        made_by=by,
        made_at=tx.now,
    )
    await tx.prompts.add_version(version, sound.audio)
    return version
