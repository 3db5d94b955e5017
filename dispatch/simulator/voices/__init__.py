"""Recorded lines of made-up callers and a seat, raw G.711 A-law at 8 kHz; see lines.toml."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
SEAT = "seat"
RATE_HZ = 8000


def load_voice(name: str) -> bytes:
    """Give one line as A-law."""
    return (FOLDER / f"{name}.alaw").read_bytes()


def load_complaint(name: str) -> bytes:
    """Give the part of a caller's line that names no place, as A-law."""
    begin_s, end_s = _lines()[name]["complaint_s"]
    return load_voice(name)[int(begin_s * RATE_HZ) : int(end_s * RATE_HZ)]


def list_callers() -> list[str]:
    """Name the lines that callers say."""
    return [name for name in _lines() if name != SEAT]


@cache
def _lines() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "lines.toml").read_text(encoding="utf-8"))
