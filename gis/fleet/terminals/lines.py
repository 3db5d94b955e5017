"""Connections of one port and the bounds that they keep: strangers, addresses, floods. No I/O."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from gis.feeds.jt808.session import Session

MAX_LINES = 2_000
MAX_STRANGERS = 300
MAX_OF_ADDRESS = 100  # vehicles of one operator may share an address
OCTETS_A_SECOND = 20_000  # of one terminal; a batch after a tunnel has about 40 kB
OCTETS_AT_ONCE = 200_000
CROWDED_FOR_S = 60.0


class Ends(Protocol):
    """What a line needs of its connection."""

    def write(self, data: bytes) -> None:
        """Send."""
        ...

    def close(self) -> None:
        """End it."""
        ...


@dataclass(slots=True, eq=False)
class Line:
    """One connection.

    Attributes:
        credit: Octets that it may still send at once; negative, it must wait.
    """

    address: str
    ends: Ends
    session: Session
    credit: float = OCTETS_AT_ONCE
    credited_s: float = 0.0

    def wait_s(self, octets: int, now_s: float) -> float:
        """Tell how long not to read on after so many bytes: a flood waits in the terminal."""
        earned = (now_s - self.credited_s) * OCTETS_A_SECOND
        self.credit = min(OCTETS_AT_ONCE, self.credit + earned) - octets
        self.credited_s = now_s
        return max(0.0, -self.credit / OCTETS_A_SECOND)


@dataclass(slots=True)
class Lines:
    """All connections; strangers never push out who is known."""

    all: set[Line] = field(default_factory=set)
    joined: dict[str, Line] = field(default_factory=dict)
    _strangers: dict[Line, None] = field(default_factory=dict)
    _of_address: Counter[str] = field(default_factory=Counter)

    def refuse(self, address: str) -> str | None:
        """Tell why no further connection of an address is taken; None: it is."""
        if len(self.all) >= MAX_LINES:
            return "crowded"
        return "address_crowded" if self._of_address[address] >= MAX_OF_ADDRESS else None

    def open(self, line: Line) -> Line | None:
        """Take a connection; gives the oldest stranger where there are too many, to be closed."""
        self.all.add(line)
        self._of_address[line.address] += 1
        self._strangers[line] = None
        if len(self._strangers) > MAX_STRANGERS:
            return next(iter(self._strangers))
        return None

    def join(self, line: Line, phone: str) -> Line | None:
        """Know a connection; gives the one that spoke as this terminal until now, to be closed."""
        self._strangers.pop(line, None)
        before = self.joined.get(phone)
        self.joined[phone] = line
        return None if before is line else before

    def close(self, line: Line) -> None:
        """Forget a connection."""
        if line not in self.all:
            return
        self.all.discard(line)
        self._strangers.pop(line, None)
        self._of_address -= Counter({line.address: 1})
        phone = line.session.phone
        if phone is not None and self.joined.get(phone) is line:
            del self.joined[phone]

    def __iter__(self) -> Iterator[Line]:
        """Go through a copy: lines may close meanwhile."""
        return iter(tuple(self.all))
