"""What somebody spoke into a seat's phone, heard and kept there becomes a version."""

from uuid import UUID

from dispatch.domain.events import prompt_event
from dispatch.domain.facts import PromptAct
from dispatch.domain.prompt import PromptSource, Sound
from dispatch.ports.transaction import Transaction
from dispatch.services.add_prompt_version import add_prompt_version


async def keep_prompt_take(take_id: UUID, sound: Sound, tx: Transaction) -> None:
    """Store it as a version that is not in use yet; what nobody asked for is passed over.

    Raises:
        PromptNotFound: The language is gone meanwhile.
    """
    take = await tx.prompts.find_take(take_id)
    if take is None:
        return
    await add_prompt_version(
        take.key, take.language, sound, tx, source=PromptSource.RECORDED, by=take.asked_by
    )
    tx.events.append(prompt_event(PromptAct.VERSION, take.key, take.language))
