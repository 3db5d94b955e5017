"""What the shift leader finds: calls, events, recordings."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import soundfile

from dispatch.simulator.phone.correlation import find_source
from dispatch.simulator.phone.g711 import RATE_HZ, Samples, decode_alaw
from tests.centre import Person, until

Json = dict[str, Any]
STORED_WITHIN_S = 30.0


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides of a recording.

    Args:
        caller: What the caller said.
        seat: What the caller heard.
    """

    caller: Samples
    seat: Samples

    def caller_says(self, alaw: bytes) -> float:
        return find_source(self.caller, decode_alaw(alaw)).score

    def seat_says(self, alaw: bytes) -> float:
        return find_source(self.seat, decode_alaw(alaw)).score

    def caller_says_at_end(self, alaw: bytes, last_s: float) -> float:
        """The same, in the last seconds alone."""
        return find_source(self.caller[-int(last_s * RATE_HZ) :], decode_alaw(alaw)).score

    @property
    def length_s(self) -> float:
        return len(self.caller) / RATE_HZ


class Leader:
    """A shift leader at the API."""

    def __init__(self, person: Person) -> None:
        self.person = person

    def calls(self, number: str | None = None) -> list[Json]:
        """Calls, newest first."""
        wanted = f"?number={number}" if number else ""
        found: list[Json] = self.person.get(f"/calls{wanted}")["calls"]
        return found

    def latest(self, number: str | None = None) -> Json:
        """The newest call; waits until there is one."""
        return until(lambda: self.calls(number))[0]

    def call(self, call_id: str) -> Json:
        found: Json = self.person.get(f"/calls/{call_id}")
        return found

    def ended(self, call_id: str) -> Json:
        """The call once it is over."""
        until(lambda: self.call(call_id)["ended_at"])
        return self.call(call_id)

    def recording(self, call: Json) -> Json:
        """The recording of a call once it is stored and labelled."""

        def stored() -> Json | None:
            rows = self.person.get("/recordings?limit=200")["recordings"]
            mine = [row for row in rows if row["name"] == call["recording"]]
            return mine[0] if mine and mine[0]["sha256"] and mine[0]["call_id"] else None

        found = until(stored, STORED_WITHIN_S)
        assert found is not None
        return found

    def sides(self, call: Json) -> Sides:
        """Both sides of a call."""
        return self.sides_of(self.recording(call)["name"])

    def sides_of(self, name: str) -> Sides:
        """Both sides of a recording, from the master file at its signed address."""
        playback = self.person.post(f"/recordings/{name}/playback", {"reason": None}).json()
        answer = self.person.http.get(playback["audio_url"])
        assert answer.is_success, answer.text
        samples, rate_hz = soundfile.read(BytesIO(answer.content), dtype="int16", always_2d=True)
        assert rate_hz == RATE_HZ
        return Sides(samples[:, 0], samples[:, 1])

    def kinds_of(self, call_id: str) -> list[str]:
        """What happened to a call, in order."""
        return [one["kind"] for one in self.events() if _tells_of(one, call_id)]

    def events(self) -> list[Json]:
        """All events that a shift leader may see."""
        found: list[Json] = []
        while page := self.person.get(f"/events?after={_last(found)}&limit=500")["events"]:
            found += page
        return found


def _last(events: list[Json]) -> int:
    return int(events[-1]["n"]) if events else 0


def _tells_of(event: Json, call_id: str) -> bool:
    return bool(event["payload"].get("call", {}).get("id") == call_id)
