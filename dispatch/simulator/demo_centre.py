"""The demonstration centre: invented people, seats and subscribers; watermarked 演示 everywhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dispatch.domain.caller import LineKind, Subscriber
from dispatch.domain.line import LineOwner, LinePlan, LineWay
from dispatch.domain.people import Role
from dispatch.domain.place_source_plan import NO_SOURCES, PlaceSourcePlan
from dispatch.domain.seat import SeatKind
from dispatch.domain.site import SeatPlan, SiteSettings, TrunkPlan
from gis.datum import Wgs84

CENTRE_NAME = "宿河市急救中心"
AREA_CODE = "0527"
DIAL_IN = "052784388199"
TRUNK_HOST = "127.0.0.3"
TRUNK_PORT = 5190
SOURCE = "演示数据"


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """An invented member of staff."""

    staff_number: str
    name: str
    role: Role
    skills: frozenset[str] = frozenset()


PEOPLE = (
    DemoPerson("1027", "李敏", Role.CALL_TAKER),
    DemoPerson("1031", "王强", Role.CALL_TAKER, frozenset({"cantonese"})),
    DemoPerson("1045", "周静", Role.CALL_TAKER, frozenset({"english"})),
    DemoPerson("2003", "陈刚", Role.SHIFT_LEADER),
    DemoPerson("3001", "赵丽华", Role.DIRECTOR),
    DemoPerson("9001", "孙工", Role.ADMINISTRATOR),
    DemoPerson("7001", "吴审", Role.AUDITOR),
)

_STATIONS = ("城中", "城北", "宿豫", "开发区", "城南", "城西", "城东", "湖滨", "洋北")
LINES = (
    *(
        LinePlan(
            number,
            f"{name}分站",
            LineOwner.STATION,
            f"S0{number}",
            carrier="中国电信",
            second_number=f"1395240000{number}",
            second_carrier="中国移动",
        )
        for number, name in enumerate(_STATIONS, 1)
    ),
    LinePlan(10, "市政府值班室", LineOwner.OFFICE, "市政府", LineWay.DIRECT, carrier="中国电信"),
)

_ROWS = (
    ("052784382216", "张建国", "宿城区幸福里小区3号楼502室", 118.288172, 33.9517662, "personal"),
    ("052784388819", "王秀英", "宿城区洪泽湖路88号", 118.30037, 33.9492524, "personal"),
    ("052784211100", "市第一中学", "宿城区黄河路1号", 118.2755, 33.9601, "switchboard"),
    ("052784500001", "中国电信公用电话", "幸福路与洪泽湖路路口", 118.2904, 33.9533, "public"),
    ("13805276621", "刘洋", "宿豫区康乐花园12号楼1单元301室", 118.3377832, 33.9403919, "personal"),
    ("13905241188", "陈晓燕", "宿城区平安大道216号", 118.2684294, 33.9070457, "forwarded"),
    ("15152789034", "马志远", "开发区东吴路29号", 118.2427172, 33.9671682, "personal"),
    ("18905271206", "何桂兰", "宿城区人民大道6号院2号楼", 118.3019298, 33.889043, "personal"),
)


def site_settings(at: datetime, place_sources: PlaceSourcePlan = NO_SOURCES) -> SiteSettings:
    """Give the first settings: at seat 2 a telephone on the desk, where the simulation may sit."""
    return SiteSettings(
        version=1,
        centre_name=CENTRE_NAME,
        area_code=AREA_CODE,
        seats=(
            SeatPlan(1, SeatKind.SOFT),
            SeatPlan(2, SeatKind.DESK),
            SeatPlan(3, SeatKind.SOFT),
        ),
        trunks=(TrunkPlan("carrier", TRUNK_HOST, TRUNK_PORT),),
        spare_phones=("spare1",),
        lines=LINES,
        dial_in_number=DIAL_IN,
        place_sources=place_sources,
        changed_by="demo",
        changed_at=at,
    )


def subscribers(at: datetime) -> Sequence[Subscriber]:
    """Give the three-field rows of invented subscribers."""
    return [
        Subscriber(number, owner, address, Wgs84(lon, lat), LineKind(kind), SOURCE, at)
        for number, owner, address, lon, lat, kind in _ROWS
    ]
