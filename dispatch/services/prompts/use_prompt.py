"""A version of a prompt is put in use, or the built-in one again."""

from uuid import UUID

from dispatch.domain.audit import AuditEntry
from dispatch.domain.events import prompt_event
from dispatch.domain.facts import PromptAct
from dispatch.domain.prompt import PromptChoice, PromptVersionNotFound
from dispatch.ports.transaction import Transaction
from dispatch.services.must_speak import must_speak


async def use_prompt(
    key: str, language: str, version_id: UUID | None, by: str, tx: Transaction
) -> None:
    """Let callers hear a version from the next time on; a prompt that plays is heard to its end.

    Args:
        key: The prompt.
        language: Of which language.
        version_id: None: the built-in.
        by: Staff number.
        tx: The unit of work.

    Raises:
        PromptNotFound: No prompt has this key, or the centre does not speak this language.
        PromptVersionNotFound: The version is not one of this prompt and language.
    """
    await must_speak(key, language, tx)
    if version_id is None:
        await tx.prompts.remove_choice(key, language)
        subject = f"{key}:{language}:built-in"
    else:
        version = await tx.prompts.get_version(version_id)
        if (version.key, version.language) != (key, language):
            raise PromptVersionNotFound
        choice = PromptChoice(key, language, version.id, version.sha256, by, tx.now)
        await tx.prompts.save_choice(choice)
        subject = f"{key}:{language}:{version.number}"
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "use_prompt", subject, None))
    tx.events.append(prompt_event(PromptAct.USE, key, language))
