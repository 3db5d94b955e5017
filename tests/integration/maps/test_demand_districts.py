"""Which district the demand lies in, by the region in force."""

from datetime import UTC, datetime

from dispatch.adapters.demand_districts import PostgresDemandDistricts
from dispatch.adapters.postgres.engine import make_engine
from dispatch.domain.cover import Cover, Demand, DemandPoint, DemandSource
from dispatch.domain.cover_picture import CoverPicture
from dispatch.domain.cover_settings import CoverSettings
from dispatch.domain.driven_now import DrivenNow
from gis.datum import Wgs84
from tests.integration.conftest import Database
from tests.integration.maps.conftest import MIDDLE

LON, LAT = MIDDLE
INSIDE, FAR = Wgs84(LON + 0.001, LAT), Wgs84(100.0, 40.0)


def picture(*points: Wgs84, map_version: str = "none-1") -> CoverPicture:
    demand = Demand(DemandSource.STREETS, tuple(DemandPoint(one, 1.0) for one in points))
    now = datetime(2026, 11, 30, tzinfo=UTC)
    cover = Cover(0, 0, 0.0, 0.0)
    return CoverPicture(CoverSettings(), now, map_version, demand, 0, {}, cover, (), DrivenNow())


async def test_each_point_is_told_its_district_and_none_where_none_is_drawn(region: Database):
    engine = make_engine(region.url("gis"), connections=1)
    districts = PostgresDemandDistricts(engine)
    assert await districts.names(picture(FAR, INSIDE, INSIDE)) == ["", "古城区", "古城区"]
    assert await districts.names(picture()) == []
    await engine.dispose()


async def test_the_same_demand_on_the_same_map_is_asked_once(region: Database):
    engine = make_engine(region.url("gis"), connections=1)
    districts = PostgresDemandDistricts(engine)
    first = await districts.names(picture(INSIDE))
    assert await districts.names(picture(INSIDE)) is first
    assert await districts.names(picture(INSIDE, map_version="none-2")) is not first
    await engine.dispose()


async def test_without_the_map_no_district_is_named():
    engine = make_engine("postgresql+psycopg://nobody@/none?host=/nowhere", connections=1)
    assert await PostgresDemandDistricts(engine).names(picture(INSIDE)) == ()
    await engine.dispose()
