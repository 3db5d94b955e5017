"""What the files of every exchange must hold, from what the centre keeps and what is built in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dispatch.domain.prompt import (
    FLOOR,
    Prompt,
    PromptChoice,
    PromptLanguage,
    PromptLine,
    PromptVersion,
)
from dispatch.domain.prompt_catalogue import PROMPTS
from dispatch.domain.spoken import is_chinese

SILENCE = b"\xd5"
RATE_HZ = 8000
# Gives the audio of a SHA-256; gives that of a prompt in a language.
Read = Callable[[str], bytes]
Find = Callable[[str, str], bytes | None]
DEFAULT_LANGUAGES = (PromptLanguage(FLOOR, "中文", is_heard=True), PromptLanguage("en", "English"))


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """What the product has of one prompt.

    Args:
        texts: By language.
        audio: In FLOOR; None where the product has none.
    """

    texts: Mapping[str, str]
    audio: bytes | None


@dataclass(frozen=True, slots=True)
class PromptBook:
    """All that the centre keeps of its prompts.

    Args:
        languages: In the order in which callers hear them.
        versions: Newest first.
    """

    languages: tuple[PromptLanguage, ...]
    lines: Sequence[PromptLine]
    versions: Sequence[PromptVersion]
    choices: Sequence[PromptChoice]


DEFAULT_BOOK = PromptBook(DEFAULT_LANGUAGES, (), (), ())


def heard_files(
    book: PromptBook, built_in: Mapping[str, BuiltIn], read: Read
) -> Mapping[str, bytes]:
    """Give the audio of every prompt as the exchange plays it, by key.

    Args:
        book: What the centre keeps.
        built_in: What is heard where the centre has chosen nothing.
        read: Gives the audio of a SHA-256.
    """
    find = sounds_of(book, built_in, read)
    heard = [language.tag for language in book.languages if language.is_heard]
    files = ((one, _heard(one, heard, find)) for one in PROMPTS.values())
    return {prompt.key: audio for prompt, audio in files if audio is not None}


def sounds_of(book: PromptBook, built_in: Mapping[str, BuiltIn], read: Read) -> Find:
    """Give what finds the audio of a prompt in a language: what is in use, else the built-in."""
    chosen = {(one.key, one.language): one.sha256 for one in book.choices}

    def find(key: str, language: str) -> bytes | None:
        if (key, language) in chosen:
            return read(chosen[key, language])
        return built_in[key].audio if language == FLOOR else None

    return find


def _heard(prompt: Prompt, heard: Sequence[str], audio_of: Find) -> bytes | None:
    """Put the languages of a sentence one after the other; of a part take the first Chinese one.

    The exchange puts numerals together in the Chinese way, so no other language's fit.
    """
    tags = [tag for tag in heard if is_chinese(tag)] if prompt.is_part else heard
    sounds = [sound for tag in tags if (sound := audio_of(prompt.key, tag)) is not None]
    if not sounds:
        return audio_of(prompt.key, FLOOR)
    return sounds[0] if prompt.is_part else with_silence(b"".join(sounds), prompt.then_silent_s)


def with_silence(audio: bytes, seconds: float) -> bytes:
    """Let so much silence follow as belongs to a prompt."""
    wanted = int(seconds * RATE_HZ)
    there = len(audio) - len(audio.rstrip(SILENCE))
    return audio + SILENCE * max(0, wanted - there)
