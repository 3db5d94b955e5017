"""Is there such a prompt, in such a language of the centre?"""

from dispatch.domain.prompt import PromptNotFound
from dispatch.domain.prompt_catalogue import get_prompt
from dispatch.ports.transaction import Transaction


async def must_speak(key: str, language: str, tx: Transaction) -> None:
    """Refuse what the closed list or the centre does not have; PromptNotFound."""
    get_prompt(key)
    if language not in {one.tag for one in await tx.prompts.list_languages()}:
        raise PromptNotFound(prompt=key, language=language)
