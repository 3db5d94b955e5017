"""The files of prompts that one exchange plays: written beside and switched, each whole or not.

Asterisk holds a file open from its first sample to its last, so a prompt that plays when its file
is switched is heard to its end. SHA256SUMS beside them tells what was written, to find damage.
"""

import hashlib
import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dispatch.adapters.asterisk import prompts
from dispatch.domain.prompt import FLOOR
from dispatch.domain.prompt_catalogue import NUMERAL, PROMPTS
from dispatch.domain.prompt_files import BuiltIn

BUILT_IN = Path(prompts.__file__).parent
SOUNDS, DIGITS = Path("sounds"), Path("data/sounds/zh/digits")
SUMS = "SHA256SUMS"
MODE = 0o644


@dataclass(frozen=True, slots=True)
class PromptFaults:
    """What is wrong with the files of an exchange, by key."""

    missing: tuple[str, ...]
    damaged: tuple[str, ...]


@cache
def read_built_in() -> Mapping[str, BuiltIn]:
    """Give what the product has of every prompt."""
    lines = tomllib.loads((BUILT_IN / "lines.toml").read_text(encoding="utf-8"))
    return {key: _built_in(key, lines.get(key, {})) for key in PROMPTS}


class PromptFolder:
    """Prompts under the home of an exchange.

    Args:
        home: The exchange's folder.
    """

    def __init__(self, home: Path) -> None:
        self._home = home

    @property
    def is_here(self) -> bool:
        """Whether the exchange lies on this machine."""
        return (self._home / SOUNDS).is_dir()

    def write(self, files: Mapping[str, bytes]) -> tuple[str, ...]:
        """Write what differs and give the keys of it; MOH and queues take it at the next file."""
        changed = tuple(key for key, audio in files.items() if self._differs(key, audio))
        for key in changed:
            _switch(self._place(key), files[key])
        sums = "".join(f"{_sum(audio)}  {key}\n" for key, audio in sorted(files.items()))
        if self._sums_text() != sums:
            _switch(self._home / SOUNDS / SUMS, sums.encode())
        return changed

    def find_faults(self) -> PromptFaults:
        """Hold every file against what was written."""
        sums = dict(self._sums())
        wanted = {key for key, prompt in PROMPTS.items() if prompt.is_built_in} | set(sums)
        found = {key: self._read(key) for key in sorted(wanted)}
        there = {key: audio for key, audio in found.items() if audio is not None}
        return PromptFaults(
            missing=tuple(key for key in found if key not in there),
            damaged=tuple(key for key, audio in there.items() if sums.get(key) != _sum(audio)),
        )

    def _differs(self, key: str, audio: bytes) -> bool:
        return self._read(key) != audio

    def _read(self, key: str) -> bytes | None:
        try:
            return self._place(key).read_bytes()
        except FileNotFoundError:
            return None

    def _place(self, key: str) -> Path:
        numeral = key.removeprefix(NUMERAL)
        return self._home / (SOUNDS if numeral == key else DIGITS) / f"{numeral}.alaw"

    def _sums_text(self) -> str:
        try:
            return (self._home / SOUNDS / SUMS).read_text(encoding="utf-8")
        except FileNotFoundError:
            return ""

    def _sums(self) -> Iterator[tuple[str, str]]:
        for line in self._sums_text().splitlines():
            digest, _, key = line.partition("  ")
            yield key, digest


def _built_in(key: str, line: Mapping[str, str]) -> BuiltIn:
    texts = {FLOOR: line.get("text", ""), "en": line.get("en", "")}
    audio = (BUILT_IN / f"{key}.alaw").read_bytes() if PROMPTS[key].is_built_in else None
    return BuiltIn({tag: text for tag, text in texts.items() if text}, audio)


def _sum(audio: bytes) -> str:
    return hashlib.sha256(audio).hexdigest()


def _switch(place: Path, content: bytes) -> None:
    """Write beside and rename; two servers may do it at once."""
    half = place.with_name(f".{place.name}.{os.getpid()}.half")
    half.write_bytes(content)
    half.chmod(MODE)
    half.replace(place)
