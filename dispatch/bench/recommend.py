"""From the question which vehicle goes to the answer on the desk, over 300 vehicles."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import httpx2
import psycopg

from dispatch.adapters.host.layout import PROJECT
from dispatch.bench.big_grid import big_grid
from dispatch.bench.centre import Centre, NotSeen, running_centre, until
from dispatch.bench.cover_beside import searching_cover
from dispatch.bench.crow_flight import crow_flight, loss_s
from dispatch.bench.fleet_at_work import (
    Somewhere,
    line_of,
    wait_until_heard,
    write_resources,
)
from dispatch.bench.pg_routing import PeerAbsent, measure_peer
from dispatch.bench.progress import Tell
from dispatch.bench.result import Measurement, Peer, spread
from gis.datum import Wgs84
from gis.routing.build import build
from gis.routing.graph import Graph, load, save

NAME, GRID_NAME = "recommend", "recommend-grid"
HEIDELBERG = PROJECT.parent / "shared" / "data" / "osm" / "heidelberg-ors.osm.pbf"
VEHICLES = 300
QUESTIONS, QUESTIONS_IF_LONG = 120, 1000
WARM_UP = 5
CALL_TAKER = "1027"
SEED = 120


@dataclass(frozen=True, slots=True)
class City:
    """The roads that are measured on; nothing where the centre's own demo city is."""

    name: str
    graph: Graph | None


def choose_city(pbf: Path | None, *, grid: bool) -> City:
    """Take the big grid, the file given, Heidelberg where it is at hand, else the demo city."""
    if grid:
        return City("grid of 360,000 junctions", big_grid(SEED))
    file = pbf or (HEIDELBERG if HEIDELBERG.exists() else None)
    if file is None:
        return City("demo city", None)
    with TemporaryDirectory() as folder:
        out = Path(folder) / "graph.npz"
        build(file, out)
        return City(file.name, load(out))


def measure(tell: Tell, *, long: bool, pbf: Path | None = None, grid: bool = False) -> Measurement:
    """Run it on a centre of its own."""
    city = choose_city(pbf, grid=grid)
    tell(f"recommend: starting a centre; roads of the {city.name}")
    with running_centre() as centre:
        graph = put_in_use(centre, city)
        bench = Recommend(centre, tell, graph, QUESTIONS_IF_LONG if long else QUESTIONS)
        return bench.run(GRID_NAME if grid else NAME, city.name)


def put_in_use(centre: Centre, city: City) -> Graph:
    """Let the roads process take up the city, and wait until it has."""
    folder = centre.settings.state / "gis"
    pointer = folder / "current.json"
    if city.graph is None:
        until(pointer.exists)
        return load(folder / json.loads(pointer.read_text(encoding="utf-8"))["graph"])
    (folder / "bench").mkdir(parents=True)
    save(city.graph, folder / "bench" / "graph.npz")
    told = {"region": "bench", "version": "1", "graph": "bench/graph.npz", "bounds": None}
    new = pointer.with_suffix(".bench")
    new.write_text(json.dumps(told), encoding="utf-8")
    new.replace(pointer)
    with _roads(centre) as roads:
        until(lambda: roads.get("/health").json()["region"] == "bench", 60.0)
    _believe_positions_everywhere(centre)
    return city.graph


def _believe_positions_everywhere(centre: Centre) -> None:
    """Let no feed refuse a position for lying outside of the centre's own region."""
    anywhere = "UPDATE gis.region SET west = -180, south = -90, east = 180, north = 90"
    with psycopg.connect(centre.settings.dsn("owner")) as connection:
        connection.execute(anywhere)


@dataclass(slots=True)
class Recommend:
    """One desk asks again and again, each time for another scene."""

    centre: Centre
    tell: Tell
    graph: Graph
    questions: int
    faults: list[str] = field(default_factory=list)
    losses_s: list[int] = field(default_factory=list)

    def run(self, name: str, city: str) -> Measurement:
        """Ask the server, then the roads process alone, then the peer."""
        somewhere = Somewhere(self.graph, Random(SEED))  # noqa: S311 - places
        self.tell(f"recommend: writing {VEHICLES} vehicles")
        trackers = write_resources(self.centre, somewhere, VEHICLES)
        where = [(tracker, somewhere.point()) for tracker in trackers]
        scenes = [somewhere.point() for _ in range(self.questions + WARM_UP)]
        desk = _Desk(self.centre)
        with line_of(self.centre) as line:
            desk.place(scenes[0])
            wait_until_heard(line, where, lambda: desk.live() >= VEHICLES)
            self.tell("recommend: all vehicles are heard; asking")
            samples_ms = [self._ask(desk, scene, dict(where)) for scene in scenes][WARM_UP:]
            losses_s = self.losses_s[WARM_UP:]
            self.tell("recommend: the same desk asks who it is, which is next to nothing")
            nothing_ms = [self._ask_nothing(desk, scene) for scene in scenes][WARM_UP:]
            self.tell("recommend: the same while cover is searched for without rest")
            beside = self._beside_cover(desk, scenes, dict(where))
        starts = [point for _, point in where]
        alone_ms = [self._ask_roads(scene, starts) for scene in scenes][WARM_UP:]
        peer, absent = self._peer(scenes[WARM_UP:], starts)
        detail = {
            "city": city,
            "vehicles": VEHICLES,
            "arcs": len(self.graph.arcs.piece),
            "crow_flight": crow_flight(losses_s),
            "next_to_nothing_asked": spread(nothing_ms),
            "roads_process_alone": spread(alone_ms),
            "while_cover_is_searched": beside,
            "peer_absent": absent,
        }
        return Measurement(name, samples_ms, 0.0, self.faults[:5], detail, peer)

    def _ask(self, desk: "_Desk", scene: Wgs84, where: Mapping[str, Wgs84]) -> float:
        desk.place(scene)
        started_at = time.perf_counter()
        answer = desk.recommendation()
        taken_ms = (time.perf_counter() - started_at) * 1000
        if answer["mode"] != "road":
            self.faults.append("not by road")
        if len(answer["ranked"]) + len(answer["excluded"]) < VEHICLES:
            self.faults.append("a vehicle is missing")
        self.losses_s.append(loss_s(answer["ranked"], where, scene))
        return taken_ms

    def _ask_nothing(self, desk: "_Desk", scene: Wgs84) -> float:
        """Time what every question costs here: the way to the server and back, and the sign-in."""
        desk.place(scene)
        started_at = time.perf_counter()
        desk.ask_nothing()
        return (time.perf_counter() - started_at) * 1000

    def _beside_cover(
        self, desk: "_Desk", scenes: list[Wgs84], where: Mapping[str, Wgs84]
    ) -> Mapping[str, object]:
        """Ask the same again; cover is off in what the bench's bar is about."""
        with _roads(self.centre) as roads, searching_cover(roads, list(where.values())) as search:
            samples_ms = [self._ask(desk, scene, where) for scene in scenes][WARM_UP:]
        self.faults += search.faults
        return {**spread(samples_ms), "rounds_of_all_vehicles": search.rounds}

    def _ask_roads(self, scene: Wgs84, starts: list[Wgs84]) -> float:
        asked = {"goal": (scene.lon, scene.lat), "starts": [(one.lon, one.lat) for one in starts]}
        with _roads(self.centre) as roads:
            roads.get("/health")
            started_at = time.perf_counter()
            answer = roads.post("/travel-times", json=asked)
            taken_ms = (time.perf_counter() - started_at) * 1000
        if not answer.is_success:
            self.faults.append(f"roads: {answer.status_code}")
        return taken_ms

    def _peer(self, scenes: list[Wgs84], starts: list[Wgs84]) -> tuple[Peer | None, str | None]:
        try:
            return measure_peer(self.centre.settings.dsn("owner"), self.graph, scenes, starts), None
        except PeerAbsent as absent:
            return None, str(absent)


class _Desk:
    """A call-taker with one open incident."""

    def __init__(self, centre: Centre) -> None:
        self._person = centre.sign_in(CALL_TAKER)
        answer = self._person.post("/incidents", {})
        if not answer.is_success:
            raise NotSeen(answer.text)
        self._path = f"/incidents/{answer.json()['id']}"

    def place(self, scene: Wgs84) -> None:
        """Confirm where the incident is."""
        point = {"lon": scene.lon, "lat": scene.lat}
        asked = {"text": "路口", "point": point, "source": "map"}
        answer = self._person.put(f"{self._path}/scene", asked)
        if not answer.is_success:
            raise NotSeen(answer.text)

    def recommendation(self) -> dict[str, Any]:
        """Ask which vehicle goes."""
        answer: dict[str, Any] = self._person.get(f"{self._path}/recommendation")
        return answer

    def ask_nothing(self) -> None:
        """Ask who is signed in."""
        self._person.get("/session")

    def live(self) -> int:
        """Tell how many vehicles are ranked by their own position."""
        ranked = self.recommendation()["ranked"]
        return sum(one["position_source"] == "fix" for one in ranked)


def _roads(centre: Centre) -> httpx2.Client:
    roads = centre.settings.boot.roads
    if roads is None:
        raise NotSeen("roads")
    token = centre.settings.secret("gis_api").get_secret_value()
    return httpx2.Client(base_url=roads.url, headers={"Authorization": f"Bearer {token}"})
