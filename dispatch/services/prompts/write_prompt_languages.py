"""The languages and dialects that the centre speaks, and which of them callers hear."""

from dispatch.domain.audit import AuditEntry
from dispatch.domain.events import prompt_event
from dispatch.domain.facts import PromptAct
from dispatch.domain.prompt import PromptLanguage, check_languages
from dispatch.ports.transaction import Transaction


async def write_prompt_languages(languages: tuple[PromptLanguage, ...], tx: Transaction) -> None:
    """Store the list; versions of a language that is gone stay and come back with it.

    Raises:
        PromptLanguagesInvalid: The centre's own language is missing, or the list is malformed.
    """
    check_languages(languages)
    await tx.prompts.save_languages(languages)
    told = " ".join(f"{one.tag}{'+' if one.is_heard else ''}" for one in languages)
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "write_prompt_languages", told, None))
    tx.events.append(prompt_event(PromptAct.LANGUAGES, None, None))
