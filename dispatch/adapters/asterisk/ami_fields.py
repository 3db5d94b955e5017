"""What the fields of AMI messages mean: numbers, names and instants that may be anything."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

# A key that came more than once holds its values joined by line ends, which no value can hold.
Fields = Mapping[str, str]

LONGEST_NAME = 80
UNREADABLE = "\N{REPLACEMENT CHARACTER}"  # such as a character cut at 80 bytes
LATEST_S = 253_402_300_799  # the last second that a datetime can hold
_NUMBER = re.compile(r"\+?[0-9*#]{1,32}")
_PADDING = re.compile(r"[\s().-]")
_UNKNOWN = frozenset({"", "<unknown>", "unknown", "anonymous", "(null)"})


@dataclass(frozen=True, slots=True)
class EventDamage:
    """An event that cannot be used.

    Attributes:
        why: Its kind and what is wrong; nothing of a caller.
    """

    why: str


class Unusable(ValueError):
    """A field that an event cannot do without is missing or makes no sense."""


def required(fields: Fields, key: str) -> str:
    """Give a field that must be there and not empty."""
    value = fields.get(key, "")
    if not value:
        raise Unusable(f"no {key}")
    return value


def whole(fields: Fields, key: str) -> int:
    """Give a field that is a whole number of at most nine digits."""
    value = required(fields, key)
    if not (value.isascii() and value.isdigit() and len(value) <= 9):
        raise Unusable(f"{key} is no number")
    return int(value)


def happened_at(fields: Fields) -> datetime:
    """Give when an event happened on the exchange's clock."""
    seconds, _, parts = required(fields, "Timestamp").partition(".")
    if not (f"{seconds}{parts}".isascii() and seconds.isdigit() and parts.isdigit()):
        raise Unusable("Timestamp is no number")
    return instant(seconds).replace(microsecond=int(parts[:6].ljust(6, "0")))


def instant(seconds: str) -> datetime:
    """Give the instant that a number of seconds names."""
    if len(seconds) > 12 or int(seconds) > LATEST_S:
        raise Unusable("Timestamp is too far")
    return datetime.fromtimestamp(int(seconds), UTC)


def begun_at(unique_id: str) -> datetime:
    """Give when a channel was made, which its id tells: node1-1795310763.8."""
    seconds = unique_id.rpartition("-")[2].partition(".")[0]
    if not (seconds.isascii() and seconds.isdigit()):
        raise Unusable("Uniqueid holds no time")
    return instant(seconds)


def usable_number(raw: str) -> str | None:
    """Give a telephone number; None when it is withheld or is none."""
    text = _PADDING.sub("", raw)
    return text if _NUMBER.fullmatch(text) else None


def clean_name(raw: str) -> str | None:
    """Give a caller's name that can be shown: no control characters, not endless."""
    visible = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in raw[:1000])
    name = " ".join(visible.split())[:LONGEST_NAME].strip(f"{UNREADABLE} ")
    return None if name.lower() in _UNKNOWN else name
