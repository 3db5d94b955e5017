"""Audio of a prompt comes as a file."""

from dataclasses import dataclass

from dispatch.domain.audit import AuditEntry
from dispatch.domain.events import prompt_event
from dispatch.domain.facts import PromptAct
from dispatch.domain.prompt import PromptSource, PromptVersion, Sound
from dispatch.ports.transaction import Transaction
from dispatch.services.add_prompt_version import add_prompt_version


@dataclass(frozen=True, slots=True)
class UploadPrompt:
    """A file, made ready for the exchange already."""

    key: str
    language: str
    file_name: str
    sound: Sound
    by: str


async def upload_prompt(command: UploadPrompt, tx: Transaction) -> PromptVersion:
    """Store it as a version that is not in use yet; PromptNotFound."""
    key, language = command.key, command.language
    version = await add_prompt_version(
        key,
        language,
        command.sound,
        tx,
        source=PromptSource.UPLOADED,
        by=command.by,
        file_name=command.file_name,
    )
    subject = f"{key}:{language}:{version.number}"
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "upload_prompt", subject, None))
    tx.events.append(prompt_event(PromptAct.VERSION, key, language))
    return version
