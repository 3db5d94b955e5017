"""What a point on the map is, over the routes: for whom, and never whose."""

from collections.abc import AsyncIterator
from dataclasses import replace

import psycopg
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.places import PostgresPlaces
from dispatch.adapters.postgres.engine import make_engine
from dispatch.adapters.surroundings import PostgresSurroundings
from dispatch.domain.nearest_aed import NearestAed
from dispatch.domain.order_sheet import OrderSheet
from dispatch.domain.people import Role
from dispatch.domain.travel import Route
from tests.integration.conftest import Database
from tests.integration.directory.conftest import Centre, Client, centre
from tests.integration.directory.running_orders import SCENE, furnish, ok
from tests.integration.maps.conftest import MIDDLE, spot

__all__ = ["centre"]

DESK, ADMINISTRATOR = Role.CALL_TAKER, Role.ADMINISTRATOR
LON, LAT = MIDDLE
HERE = {"lon": LON, "lat": LAT}
# Metres of Mercator; one is 0.83 m of ground in this latitude.
NAMED = (
    ("人民大道与幸福路路口", "crossing", "crossing", 0, 0),
    ("人民大道", "road", "primary", 500, 0),
    ("实验小学", "landmark", "school", 300, 0),
    ("幼儿园", "landmark", "kindergarten", 0, 900),
    ("康民药店", "poi", "pharmacy", -60, 0),
    ("远处的药店", "poi", "pharmacy", -4000, 0),
    ("AED（体育馆入口）", "poi", "defibrillator", 0, -560),
    ("AED（车站大厅）", "poi", "defibrillator", 0, -700),
)
PLACE = """
INSERT INTO region_none.place (id, name, other_name, detail, district, kind, class, weight,
  initials, pinyin, key, alias, parent, number, bigrams, geom, point)
SELECT %(id)s, %(name)s, '', %(detail)s, '古城区', %(kind)s, %(class)s, 3,
  '', '', %(name)s, '', '', '',
  '{}', at, ST_Transform(at, 4326)
FROM ST_GeomFromEWKT(%(at)s) AS at
"""


@pytest.fixture(scope="session")
def furnished(region: Database) -> Database:
    """The small region with some places in it."""
    with psycopg.connect(region.owner_dsn) as connection:
        for number, (name, kind, sort, east, north) in enumerate(NAMED):
            at = f"SRID=3857;POINT({spot(east, north)})"
            detail = "室外 · 全天" if sort == "defibrillator" else ""
            row = {"id": number, "name": name, "kind": kind, "class": sort, "at": at}
            row |= {"detail": detail}
            connection.execute(PLACE, row)
    return region


@pytest.fixture
async def desk(centre: Centre, furnished: Database) -> AsyncIterator[Client]:
    """A call-taker of a centre with the small region."""
    engine = make_engine(furnished.url("gis"), connections=2)
    surroundings = PostgresSurroundings(engine, PostgresPlaces(engine))
    context = centre.app.state.context
    window = replace(context.map_window, surroundings=surroundings)
    centre.app.state.context = replace(context, map_window=window)
    yield centre.by(DESK)
    await engine.dispose()


@pytest.mark.mission("A32", "A47")
async def test_a_point_tells_its_road_crossing_and_district(desk: Client):
    told = (await desk.get("/map/here", lon=LON + 0.001, lat=LAT + 0.0001)).json()
    assert told["district"] == "古城区"
    road = {"name": "人民大道", "road_class": "primary", "oneway": False, "away_m": 11}
    assert told["road"] == road
    crossing = {"name": "人民大道与幸福路路口", "away_m": 93, "toward": "east"}
    assert told["crossing"] == crossing
    assert told["place"]["name"] == "人民大道"


async def test_a_point_is_told_in_the_datum_of_chinese_maps_too(desk: Client):
    told = (await desk.get("/map/here", **HERE)).json()["gcj02"]
    # What gis.gcj02 makes of it, which has tests of its own: some 530 m off.
    assert (round(told["lon"] - LON, 4), round(told["lat"] - LAT, 4)) == (0.0055, -0.0013)
    assert (await desk.get("/map/here", lon=8.6, lat=49.4)).json()["gcj02"] is None


async def test_far_from_everything_a_point_is_only_a_point(desk: Client):
    told = (await desk.get("/map/here", lon=100.0, lat=40.0)).json()
    found = told["place"], told["district"], told["road"], told["crossing"], told["incidents"]
    assert found == (None, "", None, None, [])


async def test_incidents_of_the_last_day_nearby_are_told_by_role_and_name_nobody(
    centre: Centre, desk: Client, engine: AsyncEngine
):
    for north, patient in ((0.0005, "王秀兰"), (0.003, "赵小明"), (0.02, "周远方")):
        opened = await ok(desk, "POST", "/incidents", {})
        path = f"/incidents/{opened['id']}"
        form = {"patient_name": patient, "contact_number": "13805276621", "priority": 1}
        await ok(desk, "PATCH", f"{path}/form", form)
        scene = {"text": "幸福里 3 号楼", "point": {"lon": LON, "lat": LAT + north}}
        await ok(desk, "PUT", f"{path}/scene", {**scene, "source": "map"})
    answer = await desk.get("/map/here", **HERE)
    near = answer.json()["incidents"]
    assert [(one["away_m"], one["priority"]) for one in near] == [(56, 1), (334, 1)]
    assert not [name for name in ("王秀兰", "13805276621", "幸福里") if name in answer.text]
    assert (await centre.by(ADMINISTRATOR).get("/map/here", **HERE)).json()["incidents"] is None
    centre.clock.move(hours=25)
    assert (await desk.get("/map/here", **HERE)).json()["incidents"] == []


@pytest.mark.mission("A47")
async def test_what_lies_around_comes_nearest_first_and_only_of_the_asked_kinds(desk: Client):
    asked = {**HERE, "radius_m": 1000}
    both = await desk.get("/map/around", **asked, kind=["school", "pharmacy"])
    found = [(one["name"], one["kind"]) for one in both.json()["places"]]
    assert found == [("康民药店", "pharmacy"), ("实验小学", "school"), ("幼儿园", "school")]
    nearer = await desk.get("/map/around", **{**asked, "radius_m": 500}, kind=["school"])
    assert [(one["name"], one["away_m"]) for one in nearer.json()["places"]] == [("实验小学", 249)]
    assert (await desk.get("/map/around", **asked, kind=["police"])).json()["places"] == []


async def test_an_aed_is_found_by_its_kind_with_distance_and_how_one_gets_at_it(desk: Client):
    told = await desk.get("/map/around", **HERE, radius_m=500, kind=["aed"])
    (aed,) = told.json()["places"]
    assert (aed["name"], aed["away_m"], aed["detail"]) == ("AED（体育馆入口）", 464, "室外 · 全天")


async def test_the_printed_order_names_the_nearest_aed_of_its_scene(
    centre: Centre, desk: Client, engine: AsyncEngine
):
    runs = await furnish(centre, engine)
    state = centre.app.state
    sheets = ReadSheets()
    state.context = replace(state.context, order_sheets=sheets)
    for vehicle, lat in (("120A1", LAT), ("120B2", 33.0)):
        scene = SCENE | {"point": {"lon": LON, "lat": lat}}
        (order,) = await runs.send(await runs.incident(scene), vehicle)
        assert (await desk.get(f"/orders/{order['id']}/sheet.pdf")).status_code == 200
    assert sheets.aeds == [NearestAed("AED（体育馆入口）", "室外 · 全天", 464), None]


class ReadSheets:
    """Prints nothing; keeps what it was told of an AED."""

    def __init__(self) -> None:
        self.aeds: list[NearestAed | None] = []

    async def render(
        self,
        sheet: OrderSheet,
        route: Route | None,
        map_svg: str | None,
        aed: NearestAed | None = None,
    ) -> bytes:
        self.aeds.append(aed)
        return b"%PDF-"


@pytest.mark.parametrize(
    "asked",
    [{"radius_m": 20_000}, {"radius_m": 10}, {"kind": []}, {"kind": ["dragon"]}, {"lat": 89}],
)
async def test_what_cannot_be_asked_is_refused(desk: Client, asked: dict[str, object]):
    usual = {**HERE, "radius_m": 500, "kind": ["school"]}
    answer = await desk.get("/map/around", **(usual | asked))
    assert (answer.status_code, answer.json()["code"]) == (422, "not_understood")


async def test_without_a_map_the_answer_says_so(centre: Centre):
    answer = await centre.by(DESK).get("/map/here", lon=118.3, lat=33.95)
    assert answer.status_code == 503
    assert answer.json()["code"] == "places_away"
