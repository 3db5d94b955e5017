"""Writes Asterisk's ini-like sections."""

from collections.abc import Iterable

Setting = tuple[str, object]


def section(name: str, *settings: Setting) -> str:
    """Write one section; a key may come more than once."""
    return "\n".join((f"[{name}]", *(f"{key}={value}" for key, value in settings), ""))


def sections(parts: Iterable[str]) -> str:
    """Join sections to a file."""
    return "; Written by dispatch120 exchange apply. Changes here are lost.\n\n" + "\n".join(parts)
