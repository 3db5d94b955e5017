"""Recorded lines of made-up callers and a seat, raw G.711 A-law at 8 kHz; see lines.toml."""

import tomllib
from pathlib import Path

FOLDER = Path(__file__).parent
SEAT = "seat"


def load_voice(name: str) -> bytes:
    """Give one line as A-law."""
    return (FOLDER / f"{name}.alaw").read_bytes()


def list_callers() -> list[str]:
    """Name the lines that callers say."""
    lines = tomllib.loads((FOLDER / "lines.toml").read_text(encoding="utf-8"))
    return [name for name in lines if name != SEAT]
