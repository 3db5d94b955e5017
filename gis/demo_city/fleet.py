"""Stations, vehicles and hospitals of the demonstration city."""

from gis.demo_city.frame import to_wgs84
from gis.demo_city.values import Box, Crew, Hospital, Station, Vehicle

# code, letter of its vehicles, name, metres east and north, address, vehicles
_STATIONS = (
    ("S01", "A", "城中分站", 235, -150, "宿城区洪泽湖路135号", 2),
    ("S02", "B", "城北分站", -1885, 2810, "宿城区北海路220号", 2),
    ("S03", "C", "宿豫分站", 4650, 350, "宿豫区金泉三路233号", 2),
    ("S04", "D", "开发区分站", -5600, 1200, "开发区黄河路524号", 2),
    ("S05", "E", "城南分站", -915, -4350, "宿城区幸福路192号", 2),
    ("S06", "F", "城西分站", -6480, -2670, "开发区荷塘北街41号", 2),
    ("S07", "G", "城东分站", 6955, -1870, "宿豫区桃园三路26号", 2),
    ("S08", "H", "湖滨分站", -5435, 8800, "湖滨新区周湾路2号", 2),
    ("S09", "J", "洋北分站", 11185, -13115, "宿城区来丁线16号", 1),
    ("S10", "K", "龙河分站", -18015, -10385, "宿城区白杨里58号", 1),
    ("S11", "L", "仰化分站", 20500, 3700, "宿豫区振兴西路55号", 1),
    ("S12", "M", "皂河分站", -22515, 8570, "湖滨新区彩虹巷61号", 1),
)

_HOSPITALS = (
    (
        *("H01", "宿河市第一人民医院", -1240, -965, "宿城区淮海路227号"),
        ("emergency", "cardiac", "stroke", "trauma", "obstetrics", "paediatrics", "poisoning"),
    ),
    (
        *("H02", "宿河市人民医院东院", 5135, 1485, "宿豫区解放东路255号"),
        ("emergency", "cardiac", "stroke", "trauma", "burns"),
    ),
    ("H03", "宿河市中医院", 700, 1795, "宿城区团结一路225号", ("emergency", "stroke")),
    (
        *("H04", "宿河市妇幼保健院", -2600, -2050, "宿城区世纪大道373号"),
        ("obstetrics", "paediatrics"),
    ),
    ("H05", "宿河市传染病医院", -7300, 4425, "开发区书院三路26号", ("emergency", "infectious")),
    ("H06", "宿河市精神卫生中心", 6105, -4650, "宿豫区鼓楼二路213号", ("psychiatric",)),
    (
        *("H07", "开发区医院", -5150, -970, "开发区吉祥一路14号"),
        ("emergency", "trauma", "cardiac"),
    ),
    ("H08", "湖滨新区医院", -4945, 8300, "湖滨新区环湖路87号", ("emergency", "paediatrics")),
)

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_DOCTORS = ["志强", "海燕", "文静", "国栋", "晓东", "丽娜", "建华", "雪梅", "宏伟", "春燕"]
_NURSES = ["婷婷", "晓梅", "佳佳", "雯雯", "玉兰", "小芳", "思思", "美玲", "静怡", "海霞"]
_DRIVERS = ["大勇", "建军", "卫国", "长江", "永刚", "立新", "守义", "德胜", "广林", "学兵"]


LAST_ON_THE_LINE = 16


def stations() -> tuple[Station, ...]:
    """Give the twelve stations."""
    return tuple(
        Station(code, name, to_wgs84(x, y), address, f"05278438{index:02}20")
        for index, (code, _, name, x, y, address, _) in enumerate(_STATIONS, start=1)
    )


def vehicles() -> tuple[Vehicle, ...]:
    """Give the twenty vehicles: every station has one or two."""
    berths = [
        (code, f"120{letter}{number}")
        for code, letter, *_, count in _STATIONS
        for number in range(1, count + 1)
    ]
    return tuple(
        Vehicle(
            name=name,
            plate=f"苏N·{12000 + index * 7:05}",
            kind=_kind(index),
            tracker=_tracker(index),
            station=code,
            crew=_crew(index),
        )
        for index, (code, name) in enumerate(berths, start=1)
    )


def hospitals() -> tuple[Hospital, ...]:
    """Give the eight hospitals."""
    return tuple(
        Hospital(code, name, to_wgs84(x, y), address, f"05278400{index:02}20", departments)
        for index, (code, name, x, y, address, departments) in enumerate(_HOSPITALS, start=1)
    )


def box_of(tracker: str) -> Box | None:
    """Give the box of a vehicle that speaks JT/T 808; None: it speaks NMEA on the serial line."""
    return Box("DEMO0", "DEMO-808", tracker[-7:]) if tracker.isdecimal() else None


def _tracker(index: int) -> str:
    """Name a terminal; those of the four outer stations are of the kind that has a SIM."""
    return f"AMB{index:02}" if index <= LAST_ON_THE_LINE else f"1064900000{index:02}"


def _kind(index: int) -> str:
    if index in {2, 6, 12}:
        return "negative_pressure"
    return "basic" if index % 3 == 0 else "monitoring"


def _crew(index: int) -> Crew:
    def person(names: list[str], shift: int) -> str:
        return _SURNAMES[(index * 3 + shift) % len(_SURNAMES)] + names[(index + shift) % 10]

    return Crew(
        doctor=person(_DOCTORS, 0),
        nurse=person(_NURSES, 7),
        driver=person(_DRIVERS, 13),
        telephone=f"1580527{1200 + index:04}",
    )
