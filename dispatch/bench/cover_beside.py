"""Somebody shows cover all the while: the roads process searches for every vehicle without rest."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread

import httpx2

from gis.datum import Wgs84

WITHIN_S = 480
STEP_DEG = 0.0002  # each round every vehicle has moved on: nothing that was found before helps


@dataclass(slots=True)
class Searching:
    """What the searching came to."""

    rounds: int = 0
    faults: list[str] = field(default_factory=list)


@contextmanager
def searching_cover(roads: httpx2.Client, starts: Sequence[Wgs84]) -> Iterator[Searching]:
    """Ask for cover again and again until the block ends: far more often than pages may."""
    over, told = Event(), Searching()

    def search() -> None:
        while not over.is_set():
            moved = told.rounds * STEP_DEG % 0.01
            asked = {
                "starts": [(one.lon + moved, one.lat) for one in starts],
                "within_s": WITHIN_S,
            }
            answer = roads.post("/cover", json=asked, timeout=60)
            told.rounds += 1
            if not answer.is_success:
                told.faults.append(f"cover: {answer.status_code}")

    thread = Thread(target=search)
    thread.start()
    try:
        yield told
    finally:
        over.set()
        thread.join()
