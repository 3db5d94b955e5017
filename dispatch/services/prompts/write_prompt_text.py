"""What a prompt says in one language is written down."""

from dispatch.domain.audit import AuditEntry
from dispatch.domain.events import prompt_event
from dispatch.domain.facts import PromptAct
from dispatch.domain.prompt import PromptLine
from dispatch.ports.transaction import Transaction
from dispatch.services.must_speak import must_speak


async def write_prompt_text(
    key: str, language: str, text: str, by: str, tx: Transaction
) -> PromptLine:
    """Store the text; the audio stays what it is until somebody speaks the new one.

    Raises:
        PromptNotFound: No prompt has this key, or the centre does not speak this language.
    """
    await must_speak(key, language, tx)
    line = PromptLine(key, language, text, by, tx.now)
    await tx.prompts.save_line(line)
    subject = f"{key}:{language}"
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "write_prompt_text", subject, None))
    tx.events.append(prompt_event(PromptAct.TEXT, key, language))
    return line
