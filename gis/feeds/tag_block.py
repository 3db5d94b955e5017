r"""TAG blocks: `\s:AMB01,c:1700000000*hh\` before a sentence names who said it and when.

Source: NMEA 0183 version 4.10, section 7. No library at hand reads them.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import reduce
from operator import xor

SENTENCE = re.compile(
    rb"(?:\\(?P<tag>[\x20-\x5b\x5d-\x7e]{1,200})\\)?"
    rb"(?P<sentence>[$!][\x20\x22\x23\x25-\x29\x2b-\x5b\x5d-\x7e]{3,400}\*[0-9A-Fa-f]{2}) *"
)
UNCHECKED = re.compile(rb"[$!][A-Za-z]{2,5}[A-Za-z0-9]*,[\x20-\x29\x2b-\x7e]*")
CHECKED = re.compile(r"(?P<content>.*)\*(?P<check>[0-9A-Fa-f]{2})")
SOURCE = re.compile(r"[A-Za-z0-9_.-]{1,32}")
GROUP = re.compile(r"(?P<place>\d{1,2})-(?P<count>\d{1,2})-(?P<number>\d{1,6})")
MILLISECONDS_FROM = 10**11  # as seconds, that would be the year 5138


class TagDamaged(ValueError):
    """A TAG block whose check fails or whose fields cannot be read: nobody can say who spoke."""


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences that belong together; only the first need name the source."""

    number: int
    place: int
    count: int


@dataclass(frozen=True, slots=True)
class TagBlock:
    """What a TAG block says; the line count (n) and text (t, d, i, r) are of no use here."""

    source: str | None = None
    at: datetime | None = None
    group: Group | None = None


def split_line(line: bytes) -> tuple[list[tuple[bytes | None, bytes]], bool]:
    """Find the sentences of a line with their TAG blocks.

    Returns:
        Block and sentence of each, and whether something else stood between them: the half of a
        line that was cut off, or noise.
    """
    found, end, noisy = [], 0, False
    for match in SENTENCE.finditer(line):
        noisy = noisy or match.start() > end
        found.append((match["tag"], match["sentence"]))
        end = match.end()
    return found, noisy or end < len(line)


def lacks_check(line: bytes) -> bool:
    """Tell whether a line looks like a sentence to which nobody put a check."""
    return UNCHECKED.fullmatch(line) is not None


def read_tag_block(raw: bytes) -> TagBlock:
    """Read a block without its backslashes; raises `TagDamaged`."""
    match = CHECKED.fullmatch(raw.decode("ascii"))
    if match is None or checksum(match["content"]) != int(match["check"], 16):
        raise TagDamaged("checksum")
    fields = dict(_field(part) for part in match["content"].split(","))
    return TagBlock(_source(fields.get("s")), _instant(fields.get("c")), _group(fields.get("g")))


def is_whole(sentence: str) -> bool:
    """Tell whether a sentence's check is right."""
    content, _, check = sentence[1:].rpartition("*")
    return checksum(content) == int(check, 16)


def checksum(text: str) -> int:
    """Give the exclusive or of all characters."""
    return reduce(xor, text.encode("ascii"), 0)


def _field(part: str) -> tuple[str, str]:
    code, colon, value = part.partition(":")
    if not colon:
        raise TagDamaged("field")
    return code, value


def _source(text: str | None) -> str | None:
    if text is not None and SOURCE.fullmatch(text) is None:
        raise TagDamaged("source")
    return text


def _instant(text: str | None) -> datetime | None:
    if text is None:
        return None
    if not text.isdigit() or len(text) > 13:
        raise TagDamaged("instant")
    number = int(text)
    seconds = number / 1000 if number >= MILLISECONDS_FROM else float(number)
    return datetime.fromtimestamp(seconds, UTC)


def _group(text: str | None) -> Group | None:
    match = GROUP.fullmatch(text) if text else None
    return match and Group(int(match["number"]), int(match["place"]), int(match["count"]))
