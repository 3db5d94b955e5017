"""Work on the map over the wire: uploads, jobs, the overlay with its history, and who is told."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID, uuid4

import pytest

from dispatch.adapters.map_files import uploaded
from dispatch.domain.people import Role
from dispatch.ports.map_work import MapDesk, MapVersion
from dispatch.workers.map_work import MapWorker
from tests.integration.directory.conftest import Centre, Client

TOLD = "?datum=gcj02&attribution=某测绘院&name=宿河"
POINTS = [{"lon": 118.29, "lat": 33.95}, {"lon": 118.30, "lat": 33.95}]
ROAD = {"kind": "road", "name": "新路", "points": POINTS}


class Process:
    """A process that ends as it is told, or cannot be started."""

    def __init__(self, status: int = 0, *, starts: bool = True) -> None:
        self.status = status
        self.starts = starts
        self.jobs: list[UUID] = []
        self.begun = asyncio.Event()

    async def run(self, job_id: UUID) -> int:
        self.jobs.append(job_id)
        self.begun.set()
        if not self.starts:
            raise OSError
        return self.status


class Versions:
    """One version in force."""

    def __init__(self, centre: Centre) -> None:
        now = centre.clock.now()
        self.active = MapVersion(
            version="suhe-3",
            name="宿河",
            source="city.osm.pbf",
            sha256="",
            datum="wgs84",
            attribution="© OpenStreetMap contributors",
            roads=900,
            buildings=1000,
            places=5000,
            active=True,
            kept=True,
            overlay=0,
            imported_at=now,
            in_force_at=now,
            loose=(),
            missing=(),
            left_out={},
        )

    async def list_versions(self) -> Sequence[MapVersion]:
        return [self.active]


def manager(centre: Centre) -> Client:
    return centre.by(Role.ADMINISTRATOR)


def worker(centre: Centre, process: Process, name: str = "server-1") -> MapWorker:
    desk: MapDesk = centre.app.state.context.maps
    return MapWorker(name, centre.commands, desk.queries, Versions(centre), process)


async def jobs(centre: Centre) -> Sequence[Any]:
    desk: MapDesk = centre.app.state.context.maps
    return await desk.queries.list_jobs(10)


async def overlay(centre: Centre) -> dict[str, Any]:
    shown: dict[str, Any] = (await manager(centre).get("/map/overlay")).json()
    return shown


@pytest.mark.mission("A56")
async def test_an_uploaded_map_waits_for_its_process_and_is_audited(centre: Centre):
    key = uuid4()
    path = f"/map/imports{TOLD}"
    answer = await manager(centre).send_file(path, b"a map", "宿河.osm.pbf", key)
    assert answer.status_code == 200, answer.text
    job = answer.json()
    assert (job["state"], job["total_bytes"], job["kind"]) == ("WAITING", 5, "import")
    assert job["wanted"]["datum"] == "gcj02"
    assert uploaded(centre.app.state.context.settings.state, job["id"]).read_bytes() == b"a map"
    again = await manager(centre).send_file(path, b"a map", "宿河.osm.pbf", key)
    assert again.json()["id"] == job["id"]
    assert len(await jobs(centre)) == 1
    assert [verb for _, verb, _ in await centre.trail()].count("import_map") == 1


async def test_a_map_without_a_declared_datum_is_refused(centre: Centre):
    for told in ("?attribution=x", "?datum=bd09&attribution=x", "?datum=wgs84&attribution="):
        answer = await manager(centre).send_file(f"/map/imports{told}", b"a map", "x.osm.pbf")
        assert (answer.status_code, answer.json()["code"]) == (422, "not_understood")


async def test_of_two_servers_one_does_a_job(centre: Centre):
    await manager(centre).act("POST", "/map/overlay", {"piece": ROAD})
    first, second = Process(), Process()
    await worker(centre, first).work()
    await worker(centre, second, "server-2").work()
    assert [len(first.jobs), len(second.jobs)] == [1, 0]


@pytest.mark.mission("A56")
async def test_a_process_that_was_killed_says_so(centre: Centre):
    await manager(centre).send_file(f"/map/imports{TOLD}", b"a map", "x.osm.pbf")
    await worker(centre, Process(status=-9)).work()
    (job,) = await jobs(centre)
    assert (job.state, job.code) == ("FAILED", "import_killed")


async def test_whoever_looks_at_the_map_is_told_once_of_another(centre: Centre):
    one, other = worker(centre, Process()), worker(centre, Process(), "server-2")
    await one.watch()
    await other.watch()
    await one.watch()
    assert (await centre.kinds()).count("map_changed") == 1


@pytest.mark.mission("A56")
async def test_what_is_drawn_has_a_history_and_is_undone(centre: Centre):
    drawn = await manager(centre).act("POST", "/map/overlay", {"piece": ROAD})
    assert drawn.status_code == 200, drawn.text
    piece = drawn.json()["piece_id"]
    renamed = {"piece": ROAD | {"name": "更新路"}}
    await manager(centre).act("PUT", f"/map/overlay/{piece}", renamed)
    await manager(centre).act("DELETE", f"/map/overlay/{piece}")
    assert (await overlay(centre))["pieces"] == []
    undone = await manager(centre).act("POST", "/map/overlay/undo", {"revision": 3})
    assert undone.json()["content"]["name"] == "更新路"
    shown = await overlay(centre)
    assert [one["revision"] for one in shown["changes"]] == [4, 3, 2, 1]
    assert [one["revision"] for one in shown["pieces"]] == [4]
    verbs = [verb for _, verb, _ in await centre.trail() if verb.endswith("overlay")]
    assert verbs == ["draw_overlay", "redraw_overlay", "remove_overlay", "undo_overlay"]


async def test_drawings_at_once_get_numbers_of_their_own(centre: Centre):
    drawing = [manager(centre).act("POST", "/map/overlay", {"piece": ROAD}) for _ in range(5)]
    drawn = [answer.json() for answer in await asyncio.gather(*drawing)]
    assert sorted(one["revision"] for one in drawn) == [1, 2, 3, 4, 5]
    assert len({one["number"] for one in drawn}) == 5


@pytest.mark.parametrize(
    "piece",
    [
        {"kind": "road", "name": "新路", "points": POINTS[:1]},
        {"kind": "road", "name": "新路", "points": POINTS, "road_class": "footway"},
        {"kind": "estate", "name": "", "outline": [*POINTS, POINTS[0]]},
        {"kind": "gate", "name": "幸福里", "at": POINTS[0]},
        {"kind": "dragon", "name": "龙"},
    ],
)
async def test_a_piece_that_means_nothing_is_refused(centre: Centre, piece: dict[str, Any]):
    answer = await manager(centre).act("POST", "/map/overlay", {"piece": piece})
    assert (answer.status_code, answer.json()["code"]) == (422, "not_understood")


async def test_the_worker_outlives_a_process_that_cannot_be_started(centre: Centre):
    process = Process(starts=False)
    await manager(centre).act("POST", "/map/overlay", {"piece": ROAD})
    running = asyncio.create_task(worker(centre, process).run())
    async with asyncio.timeout(10):
        await process.begun.wait()
    assert not running.done()
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
