"""One centre on which the whole story is played once; the tests look at what came of it."""

import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest

from dispatch.contracts.events import EventPage, StoredEvent
from tests.centre import PROGRAM, Centre, running_centre

LEADER = "2003"
EVENTS_A_PAGE = 1000
GIVES_UP_AFTER_S = 360


@dataclass(frozen=True, slots=True)
class Story:
    """What came of a story.

    Args:
        status: Of the program that played it.
        ledger: What it printed, line by line.
        events: The whole log.
    """

    status: int
    ledger: Sequence[str]
    events: Sequence[StoredEvent]

    def lines(self, subject: str, *words: str) -> list[str]:
        """Give the ledger's lines about a subject that hold all of these words."""
        found = (line for line in self.ledger if line.startswith(subject))
        return [line for line in found if all(word in line for word in words)]

    def last(self, name: str) -> list[dict[str, object]]:
        """Give every order, incident … as it was in the end."""
        shown = (event.payload[name] for event in self.events if name in event.payload)
        return list({one["id"]: one for one in shown}.values())


@pytest.fixture(scope="session")
def story() -> Iterator[Story]:
    """Play the short story by the program, as anybody can."""
    with running_centre() as centre:
        played = subprocess.run(
            [PROGRAM, "simulate", "--state", centre.settings.state, "--story", "short"],
            capture_output=True,
            check=False,
            text=True,
            timeout=GIVES_UP_AFTER_S,
        )
        print(played.stdout)
        yield Story(played.returncode, played.stdout.splitlines(), _events(centre))


def _events(centre: Centre) -> Sequence[StoredEvent]:
    leader, events, after = centre.sign_in(LEADER), list[StoredEvent](), 0
    while True:
        found = leader.get(f"/events?after={after}&limit={EVENTS_A_PAGE}")
        page = EventPage.model_validate(found)
        events += page.events
        if page.next_after is None:
            return events
        after = page.next_after
