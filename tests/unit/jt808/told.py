"""What a message says, in the words of a golden file."""

from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import IntFlag

from gis.feeds.jt808.messages import Message


def told(message: Message) -> dict[str, object]:
    """Give the kind and every field; a field without a value is left out."""
    return {"kind": type(message).__name__} | _fields(message)


def _fields(value: object) -> dict[str, object]:
    assert is_dataclass(value)
    found = {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if found.get("rest") == "":
        del found["rest"]
    return {name: plain for name, plain in found.items() if plain is not None}


def _plain(value: object) -> object:
    if isinstance(value, IntFlag):
        return [one.name for one in type(value) if one in value]
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value) and not isinstance(value, datetime):
        return _fields(value)
    return value
