"""A peer 打一送一 and a carrier of the demonstration: what they say of each number never changes.

They speak the wire of deploy/caller-sources.md. Most answers are good; some numbers get one that
contradicts the register, is late, is damaged, or is about a telephone that has moved since, so
that every line of the panel of sources can be seen live. Which of them is drawn from the number,
but for the invented subscribers of `demo_centre`, each of whom shows one case.
"""

import json
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from itertools import islice
from pathlib import Path

import structlog

from dispatch.domain.place_source_plan import PlaceSourcePlan, SourcePlan
from dispatch.simulator.demo_centre import subscribers
from dispatch.simulator.patients.city_people import PEOPLE_KEPT
from dispatch.simulator.place_providers import Answer, PlaceProviders
from gis.datum import Wgs84

log = structlog.get_logger()

HOST, PORT = "127.0.0.3", 5191
PEER, NETWORK = "/peer", "/network"
PLAN = PlaceSourcePlan(
    peer=SourcePlan(f"http://{HOST}:{PORT}{PEER}"),
    network=SourcePlan(f"http://{HOST}:{PORT}{NETWORK}"),
)
LATE_S = 3.0
FAR_DEGREES, NEAR_DEGREES = 0.04, 0.001
OLD = timedelta(minutes=40)


class Case(StrEnum):
    """How a provider answers about a number."""

    GOOD = "good"
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"
    LATE = "late"
    DAMAGED = "damaged"
    OLD = "old"
    SWAPPED = "swapped"


DRAWN: Mapping[str, tuple[Case, ...]] = {
    PEER: (*[Case.GOOD] * 9, Case.ELSEWHERE, Case.UNKNOWN, Case.LATE, Case.DAMAGED),
    NETWORK: (*[Case.GOOD] * 9, Case.ELSEWHERE, Case.OLD, Case.SWAPPED, Case.LATE),
}
SHOWN: Mapping[tuple[str, str], Case] = {
    (PEER, "13805276621"): Case.GOOD,
    (NETWORK, "13805276621"): Case.ELSEWHERE,
    (PEER, "13905241188"): Case.ELSEWHERE,
    (NETWORK, "13905241188"): Case.GOOD,
    (PEER, "15152789034"): Case.LATE,
    (NETWORK, "15152789034"): Case.OLD,
    (PEER, "18905271206"): Case.DAMAGED,
    (NETWORK, "18905271206"): Case.SWAPPED,
    (PEER, "052784388819"): Case.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class Registered:
    """What the peer's register holds of a number."""

    owner: str
    address: str
    point: Wgs84


class DemoSources:
    """Says what each provider says.

    Args:
        registered: By number.
        now: By which positions are dated.
    """

    def __init__(self, registered: Mapping[str, Registered], now: Callable[[], datetime]) -> None:
        self._registered, self._now = registered, now

    @asynccontextmanager
    async def listening(self, host: str = HOST, port: int = PORT) -> AsyncIterator[str]:
        """Answer while the block runs; give the address."""
        providers = PlaceProviders(draw=self.answer, wait_s=wait_s)
        async with providers.listening(host, port) as url:
            yield url

    def answer(self, path: str, number: str) -> Answer:
        """Say where a number is; None where it is not known."""
        known, case = self._registered.get(number), case_of(path, number)
        if known is None or case is Case.UNKNOWN:
            return None
        if case is Case.DAMAGED:
            return b"<html><body>502 Bad Gateway</body></html>"
        say = self._peer if path == PEER else self._network
        return say(number, known, case)

    def _peer(self, number: str, known: Registered, case: Case) -> Answer:
        moved = case is Case.ELSEWHERE
        point = _beside(known.point, FAR_DEGREES, number) if moved else known.point
        told = {
            "owner": known.owner,
            "address": f"{known.address}（旧址）" if moved else known.address,
        }
        return {"number": number, "lon": point.lon, "lat": point.lat, "radius_m": 30, **told}

    def _network(self, number: str, known: Registered, case: Case) -> Answer:
        far = case is Case.ELSEWHERE
        point = _beside(known.point, FAR_DEGREES if far else NEAR_DEGREES, number)
        lon, lat = (point.lat, point.lon) if case is Case.SWAPPED else (point.lon, point.lat)
        seen_at = self._now() - (OLD if case is Case.OLD else timedelta(seconds=4))
        told = {"radius_m": 800 if far else 250, "observed_at": seen_at.isoformat()}
        return {"number": number, "lon": lon, "lat": lat, "confidence": 0.8, **told}


def case_of(path: str, number: str) -> Case:
    """Say how a provider answers about a number."""
    cases = DRAWN.get(path, (Case.UNKNOWN,))
    return SHOWN.get((path, number)) or cases[_drawn(path + number) % len(cases)]


def wait_s(path: str, number: str) -> float:
    """Say how long a provider lets a number wait, seconds."""
    return LATE_S if case_of(path, number) is Case.LATE else 0.0


def registered_file(state: Path) -> Path:
    """Say where the peer's register of the city is kept."""
    return state / "demo" / "registered.jsonl"


def keep_registered(people: Iterable[tuple[str, Registered]], file: Path) -> None:
    """Keep what the peer knows of those who may call, one a line."""
    file.parent.mkdir(parents=True, exist_ok=True)
    rows = (
        [number, one.owner, one.address, one.point.lon, one.point.lat]
        for number, one in islice(people, PEOPLE_KEPT)
    )
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="ascii")


def read_registered(file: Path, at: datetime) -> Mapping[str, Registered]:
    """Give the register: the invented subscribers, and the city's where one was drawn."""
    few = {
        one.number: Registered(one.owner, one.address, one.point)
        for one in subscribers(at)
        if one.point is not None
    }
    lines = file.read_text(encoding="ascii").splitlines() if file.exists() else []
    rows = map(json.loads, lines)
    city = {number: Registered(owner, text, Wgs84(*at)) for number, owner, text, *at in rows}
    return city | few


def _beside(point: Wgs84, degrees: float, number: str) -> Wgs84:
    """Give a point in a direction that is drawn from the number."""
    east = 1 if _drawn(f"east{number}") % 2 else -1
    return Wgs84(point.lon + east * degrees, point.lat)


def _drawn(text: str) -> int:
    return int.from_bytes(sha256(text.encode()).digest()[:4], "big")
