"""Who was refused at an exchange of late: passwords tried, strangers. Pure."""

from collections import deque
from collections.abc import Iterable

from dispatch.adapters.asterisk.ami_fields import Fields

# A telephone with an old password is refused a few times a minute; whoever guesses, far more often.
GUESSING_FROM = 10
WITHIN_S = 60.0
MOST_KEPT = 1000
KINDS = frozenset({"ChallengeResponseFailed", "InvalidAccountID", "InvalidPassword"})


class Refusals:
    """The refusals of the last minute at one exchange; of a flood only the newest are kept."""

    def __init__(self) -> None:
        self._kept: deque[tuple[float, str]] = deque(maxlen=MOST_KEPT)
        self.counted = 0

    def feed(self, event: Fields, at_s: float) -> None:
        """Learn from an event, if it tells of a refusal."""
        if event.get("Event") in KINDS:
            self.counted += 1
            self._kept.append((at_s, source_of(event.get("RemoteAddress", ""))))

    def guessing(self, at_s: float) -> bool:
        """Tell whether somebody tries passwords."""
        return len(self._recent(at_s)) >= GUESSING_FROM

    def sources(self, at_s: float) -> list[str]:
        """Name the addresses that were refused, the most often first."""
        recent = self._recent(at_s)
        return sorted(set(recent), key=lambda source: (-recent.count(source), source))

    def _recent(self, at_s: float) -> list[str]:
        return [source for when_s, source in self._kept if at_s - when_s < WITHIN_S]


class PhoneStates:
    """Telephones that registered and do not answer when asked whether they live. Pure."""

    def __init__(self, phones: Iterable[str] = ()) -> None:
        self._silent = set(phones)

    @property
    def silent(self) -> frozenset[str]:
        """Name them."""
        return frozenset(self._silent)

    def adopt(self, contacts: Iterable[Fields]) -> None:
        """Forget everything and go on from the exchange's list of contacts."""
        self._silent.clear()
        for contact in contacts:
            if contact.get("Event") == "ContactList":
                self._take(contact.get("Endpoint", ""), contact.get("Status", ""))

    def feed(self, event: Fields) -> None:
        """Learn from an event, if it is of a telephone."""
        if event.get("Event") == "ContactStatus":
            self._take(event.get("AOR", ""), event.get("ContactStatus", ""))

    def _take(self, phone: str, status: str) -> None:
        if status == "Unreachable" and "." not in phone:  # a trunk's aor holds a dot
            self._silent.add(phone)
        else:
            self._silent.discard(phone)


def source_of(remote: str) -> str:
    """Give the address of what Asterisk writes as IPV4/UDP/127.0.0.1/36781."""
    return "/".join(remote.split("/")[2:-1])
