"""Every terminal that has spoken on a port, and which of them are admitted. No I/O.

A terminal that nobody admitted is refused and listed, so that a technician may admit it. What was
admitted is the box that he saw: another box with the same number is refused and shown.
"""

import hashlib
import hmac
import secrets
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from gis.feeds.jt808.downward import RegisterResult
from gis.feeds.jt808.frame import Version
from gis.feeds.jt808.upward import Register

MAX_STRANGERS = 500
CODE_OCTETS = 12


@dataclass(frozen=True, slots=True)
class Box:
    """What is written on a terminal: another with the same number is not the same."""

    maker: str
    model: str
    terminal: str


@dataclass(frozen=True, slots=True)
class Admission:
    """One admitted terminal.

    Args:
        code_hash: SHA-256 of the code that it was last given; None before it registered.
    """

    box: Box
    code_hash: bytes | None


@dataclass(slots=True)
class Seen:
    """A terminal as it showed itself; what has changed is written to the database.

    Args:
        told: Its last registration.
        doubled: How often a second connection spoke as this one while the first was open.
        faults: Of the box itself, by the names of its alarm bits.
    """

    phone: str
    version: Version | None = None
    told: Register | None = None
    address: str = ""
    heard_s: float = 0.0
    connected: bool = False
    code_hash: bytes | None = None
    doubled: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    faults: tuple[str, ...] = ()
    changed: bool = True


def make_code() -> str:
    """Give a new random code."""
    return secrets.token_urlsafe(CODE_OCTETS)


class Roll:
    """Decides who may speak.

    Args:
        make_code: Gives a new random code.
    """

    def __init__(self, make_code: Callable[[], str] = make_code) -> None:
        self._make_code = make_code
        self._admitted: Mapping[str, Admission] = {}
        self._seen: dict[str, Seen] = {}

    def admit(self, admitted: Mapping[str, Admission]) -> None:
        """Learn which terminals are admitted now; those and no others."""
        self._admitted = admitted

    @property
    def expects_anybody(self) -> bool:
        """Whether any terminal is admitted."""
        return bool(self._admitted)

    def is_admitted(self, phone: str) -> bool:
        """Tell whether a terminal may speak."""
        return phone in self._admitted

    def __contains__(self, phone: str) -> bool:
        """Tell whether a terminal has registered here."""
        return phone in self._seen

    def seen(self, phone: str) -> Seen:
        """Give what is known of a terminal; the first strangers are forgotten for the last."""
        if phone not in self._seen:
            self._seen[phone] = Seen(phone)
            strangers = [key for key in self._seen if key not in self._admitted]
            for key in strangers[:-MAX_STRANGERS]:
                del self._seen[key]
        return self._seen[phone]

    def register(self, phone: str, version: Version, told: Register) -> tuple[int, str]:
        """See `gis.feeds.jt808.session.Gate`."""
        one = self.seen(phone)
        one.version, one.told, one.changed = version, told, True
        admission = self._admitted.get(phone)
        if admission is None:
            one.counts["refused"] += 1
            return RegisterResult.TERMINAL_UNKNOWN, ""
        if admission.box != Box(told.maker, told.model, told.terminal):
            one.counts["other_box"] += 1
            return RegisterResult.TERMINAL_TAKEN, ""
        code = self._make_code()
        one.code_hash = hash_code(code)
        return RegisterResult.DONE, code

    def authenticate(self, phone: str, code: str) -> bool:
        """See `gis.feeds.jt808.session.Gate`."""
        admission = self._admitted.get(phone)
        if admission is None:
            return False
        one = self.seen(phone)
        kept = one.code_hash or admission.code_hash
        return kept is not None and hmac.compare_digest(kept, hash_code(code))

    def take_changed(self) -> list[Seen]:
        """Give what is to be written; it counts as written."""
        changed = [one for one in self._seen.values() if one.changed]
        for one in changed:
            one.changed = False
        return changed


def hash_code(code: str) -> bytes:
    """Give what is kept of a code; it is random and long, so one round suffices."""
    return hashlib.sha256(code.encode()).digest()
