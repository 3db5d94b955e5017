"""Shows the prompts as the page wants them: each in every language, with its versions."""

from collections.abc import Mapping

from dispatch.contracts.prompts import (
    PromptLanguageView,
    PromptListView,
    PromptSpeechView,
    PromptVersionView,
    PromptView,
)
from dispatch.domain.prompt import FLOOR, Prompt
from dispatch.domain.prompt_catalogue import PROMPTS
from dispatch.domain.prompt_files import BuiltIn, PromptBook


def show_prompts(book: PromptBook, built_in: Mapping[str, BuiltIn]) -> PromptListView:
    """Show every entry of the closed list, in its order."""
    return PromptListView(
        languages=tuple(PromptLanguageView.model_validate(one) for one in book.languages),
        prompts=tuple(_prompt(one, book, built_in[one.key]) for one in PROMPTS.values()),
    )


def _prompt(prompt: Prompt, book: PromptBook, built_in: BuiltIn) -> PromptView:
    return PromptView(
        key=prompt.key,
        use=prompt.use,
        is_part=prompt.is_part,
        speeches=tuple(_speech(prompt.key, one.tag, book, built_in) for one in book.languages),
    )


def _speech(key: str, language: str, book: PromptBook, built_in: BuiltIn) -> PromptSpeechView:
    of = (key, language)
    lines = (one.text for one in book.lines if (one.key, one.language) == of)
    choice = next((one for one in book.choices if (one.key, one.language) == of), None)
    versions = (one for one in book.versions if (one.key, one.language) == of)
    built_in_text = built_in.texts.get(language, "")
    return PromptSpeechView(
        language=language,
        text=next(lines, built_in_text),
        built_in_text=built_in_text,
        has_built_in=language == FLOOR and built_in.audio is not None,
        in_use=choice.version_id if choice else None,
        put_by=choice.put_by if choice else None,
        put_at=choice.put_at if choice else None,
        versions=tuple(PromptVersionView.model_validate(one) for one in versions),
    )
