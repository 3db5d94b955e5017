"""Stations, vehicles and hospitals of the demonstration city."""

from gis.demo_city.frame import to_wgs84
from gis.demo_city.values import Crew, Hospital, Station, Vehicle

# code, letter of its vehicles, name, metres east and north, address, vehicles
_STATIONS = (
    ("S01", "A", "城中分站", 250, -420, "宿城区人民大道120号", 2),
    ("S02", "B", "城北分站", -1900, 3050, "宿城区发展大道66号", 2),
    ("S03", "C", "宿豫分站", 4650, 350, "宿豫区江山大道18号", 2),
    ("S04", "D", "开发区分站", -5600, 1350, "开发区东吴路150号", 2),
    ("S05", "E", "城南分站", -900, -4350, "宿城区南海路33号", 2),
    ("S06", "F", "城西分站", -6450, -2700, "开发区西湖路201号", 2),
    ("S07", "G", "城东分站", 7000, -1900, "宿豫区泰山路72号", 2),
    ("S08", "H", "湖滨分站", -6200, 8800, "湖滨新区环湖路5号", 2),
    ("S09", "J", "洋北分站", 11200, -13100, "宿豫区洋北镇人民路1号", 1),
    ("S10", "K", "龙河分站", -18000, -10400, "宿城区龙河镇人民路1号", 1),
    ("S11", "L", "仰化分站", 20500, 3700, "宿豫区仰化镇人民路1号", 1),
    ("S12", "M", "皂河分站", -22500, 8600, "湖滨新区皂河镇人民路1号", 1),
)

_HOSPITALS = (
    (
        *("H01", "宿河市第一人民医院", -1150, -650, "宿城区黄河路138号"),
        ("emergency", "cardiac", "stroke", "trauma", "obstetrics", "paediatrics", "poisoning"),
    ),
    (
        *("H02", "宿河市人民医院东院", 5150, 1500, "宿豫区江山大道96号"),
        ("emergency", "cardiac", "stroke", "trauma", "burns"),
    ),
    ("H03", "宿河市中医院", 700, 1750, "宿城区人民大道260号", ("emergency", "stroke")),
    (
        *("H04", "宿河市妇幼保健院", -2600, -2050, "宿城区平安大道88号"),
        ("obstetrics", "paediatrics"),
    ),
    ("H05", "宿河市传染病医院", -7300, 4500, "开发区北海路19号", ("emergency", "infectious")),
    ("H06", "宿河市精神卫生中心", 6150, -4650, "宿豫区泰山路210号", ("psychiatric",)),
    (
        *("H07", "开发区医院", -5150, -1000, "开发区西湖路120号"),
        ("emergency", "trauma", "cardiac"),
    ),
    ("H08", "湖滨新区医院", -4900, 8300, "湖滨新区环湖路61号", ("emergency", "paediatrics")),
)

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_DOCTORS = ["志强", "海燕", "文静", "国栋", "晓东", "丽娜", "建华", "雪梅", "宏伟", "春燕"]
_NURSES = ["婷婷", "晓梅", "佳佳", "雯雯", "玉兰", "小芳", "思思", "美玲", "静怡", "海霞"]
_DRIVERS = ["大勇", "建军", "卫国", "长江", "永刚", "立新", "守义", "德胜", "广林", "学兵"]


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
            tracker=f"AMB{index:02}",
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
