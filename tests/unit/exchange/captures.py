"""Real AMI captures, read without any adapter."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from dispatch.adapters.asterisk.ami_events import AmiReader
from dispatch.adapters.asterisk.ami_fields import EventDamage, Fields
from dispatch.domain.signal import Signal

FOLDER = Path("tests/golden/exchange")
TOLD = (
    "seat",
    "reachable",
    "target",
    "phone",
    "position",
    "number",
    "name",
    "reason",
    "cause",
    "ended_by",
    "step",
)


def capture_names() -> list[str]:
    """Names of all captures."""
    return sorted(path.stem for path in FOLDER.glob("*.ami"))


def read_events(name: str) -> Iterator[Fields]:
    """The messages of one capture."""
    text = (FOLDER / f"{name}.ami").read_bytes().decode("utf-8", "replace")
    for message in text.split("\r\n\r\n"):
        pairs = (line.partition(": ") for line in message.split("\r\n"))
        yield {key: value for key, colon, value in pairs if colon}


def expected(name: str) -> list[str]:
    """What a capture's own file says that it tells."""
    told = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return list(told["signals"])


def read_signals(events: Iterator[Fields]) -> list[Signal | EventDamage]:
    """What a fresh reader makes of events."""
    reader = AmiReader("node1")
    return [signal for event in events for signal in reader.feed(event)]


def tell(signal: Signal | EventDamage) -> str:
    """A signal in one line, without what differs from capture to capture."""
    fields = (f"{name}={getattr(signal, name)}" for name in TOLD if hasattr(signal, name))
    return " ".join((type(signal).__name__, *fields))
