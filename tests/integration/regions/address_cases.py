"""Address cases: sampled from the region in force by a seed, and those written by hand."""

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from gis.datum import Wgs84
from gis.geodesy import distance_m
from tests.integration.regions import address_noise as noise

SEED = 120
A_CLASS = 12
CALLER_AWAY_DEGREES = 0.004
SAME_PLACE_M = 400.0
BY_HAND = Path(__file__).parents[2] / "golden" / "places" / "by_hand.toml"

Row = tuple[Any, ...]
Read = Callable[[str], list[Row]]


@dataclass(frozen=True, slots=True)
class Case:
    """What is typed, and which place is meant.

    Attributes:
        sort: The class under which it is counted.
        wanted: Names, any of which is right.
        at: Where the place is, when a caller's point tells which of several of one name is meant.
    """

    sort: str
    typed: str
    wanted: tuple[str, ...]
    near: Wgs84 | None = None
    at: Wgs84 | None = None

    def answered_by(self, name: str, point: Wgs84) -> bool:
        """Tell whether a place is the one that is meant."""
        there = self.at is None or distance_m(point, self.at) <= SAME_PLACE_M
        return name in self.wanted and there


@dataclass(frozen=True, slots=True)
class Thing:
    """A named place of the region."""

    name: str
    other_name: str
    district: str
    street: str
    number: str
    point: Wgs84


def by_hand(region: str) -> list[Case]:
    """Give the cases of a region that a person wrote."""
    told = tomllib.loads(BY_HAND.read_text(encoding="utf-8"))
    return [
        Case(
            f"hand: {one['class']}",
            one["typed"],
            tuple(one["wanted"]) if isinstance(one["wanted"], list) else (one["wanted"],),
            Wgs84(*one["near"]) if "near" in one else None,
        )
        for one in told[region]
    ]


class Sampler:
    """Draws places of the region in force and does to them what people do.

    Args:
        read: Runs a statement and gives its rows.
    """

    def __init__(self, read: Read) -> None:
        self._read = read
        self._chance = Random(SEED)

    def things(self, where: str) -> list[Thing]:
        """Give places in a drawn order that is the same each time."""
        rows = self._read(
            "SELECT name, other_name, district, parent, number, ST_X(point), ST_Y(point)"
            f" FROM gis.place WHERE {where} ORDER BY md5(name || id::text), id"
        )
        return [Thing(*row[:5], Wgs84(*row[5:])) for row in rows]

    def cases(
        self, sort: str, things: Sequence[Thing], typed: Callable[[Thing], str | None]
    ) -> Iterator[Case]:
        """Type a dozen of them; every other one with a caller's point near by."""
        made = 0
        for thing in things:
            text = typed(thing)
            if text is None:
                continue
            near = self._beside(thing.point) if made % 2 or _is_short(text) else None
            at = thing.point if near else None
            yield Case(sort, text, (thing.name,), near, at)
            made += 1
            if made == A_CLASS:
                return

    def _beside(self, point: Wgs84) -> Wgs84:
        east, north = (self._chance.uniform(-1, 1) * CALLER_AWAY_DEGREES for _ in range(2))
        return Wgs84(point.lon + east, point.lat + north)

    @property
    def chance(self) -> Random:
        """The one chance of this sample."""
        return self._chance


def _is_short(text: str) -> bool:
    """Tell initials: many names share them, and only where the caller is tells which is meant."""
    return text.isascii() and len(text.replace(" ", "")) <= 8


def chinese_cases(read: Read) -> list[Case]:
    """Sample the demonstration's city."""
    sampler = Sampler(read)
    houses = sampler.things("kind = 'building' AND name ~ '路[0-9]+号$|大道[0-9]+号$|街[0-9]+号$'")
    blocks = sampler.things("kind = 'building' AND name ~ '[0-9]+号楼$'")
    roads = sampler.things(
        "kind = 'road' AND class NOT IN ('motorway', 'other_name') AND name ~ '[路街巷道]$'"
    )
    marks = sampler.things("kind IN ('landmark', 'hospital') AND class NOT IN ('bridge', 'other_name')"
                           " AND length(name) > 3")
    cases = [
        *_houses(sampler, houses),
        *_blocks(sampler, blocks),
        *_roads(sampler, roads),
        *_landmarks(sampler, marks),
        *_crossings(sampler, sampler.things("kind = 'crossing' AND name ~ '路口$'")),
    ]
    posts = sampler.things("class = 'milestone'")
    cases += sampler.cases("kilometre", posts, lambda one: one.name.replace("高速", "高速K")[:-2])
    return cases


def _street(one: Thing) -> str:
    return one.name[: -len(one.number) - 1]


def _houses(sampler: Sampler, houses: Sequence[Thing]) -> Iterator[Case]:
    chance = sampler.chance
    sounds = noise.homophones([one.name for one in houses])
    long = [one for one in houses if len(_street(one)) >= 4]
    yield from sampler.cases("house", houses, lambda one: one.name)
    yield from sampler.cases("house, city and district", houses[5:], lambda one: f"宿河市{one.district}{one.name}")
    yield from sampler.cases("house, 市 and 区 dropped", houses[9:], lambda one: f"宿河{one.district[:-1]}{one.name}")
    yield from sampler.cases(
        "house, numerals", houses[13:], lambda one: f"{_street(one)}{noise.numerals(int(one.number))}号"
    )
    yield from sampler.cases("house, full width", houses[17:], lambda one: noise.wide(one.name))
    yield from sampler.cases("house, #", houses[21:], lambda one: f"{_street(one)} {one.number}#")
    yield from sampler.cases("house, bare number", houses[25:], lambda one: _street(one) + one.number)
    yield from sampler.cases(
        "house, pinyin", houses[29:], lambda one: noise.pinyin_of(_street(one)) + one.number
    )
    yield from sampler.cases(
        "house, initials", houses[33:], lambda one: f"{noise.initials_of(_street(one))} {one.number}"
    )
    yield from sampler.cases(
        "house, mixed", houses[37:], lambda one: noise.mixed(_street(one), chance) + one.number
    )
    yield from sampler.cases(
        "house, reordered", houses[41:], lambda one: f"{one.number}号 {_street(one)} {one.district}"
    )
    yield from sampler.cases(
        "house, homophone", long, lambda one: _with(noise.same_sound(_street(one), sounds, chance), one)
    )
    yield from sampler.cases(
        "house, wrong character", long[7:], lambda one: noise.one_wrong(_street(one), chance) + f"{one.number}号"
    )
    yield from sampler.cases("house, hint", houses[45:], lambda one: f"病人在{one.name}对面的小店门口")


def _with(street: str | None, one: Thing) -> str | None:
    return None if street is None else f"{street}{one.number}号"


def _blocks(sampler: Sampler, blocks: Sequence[Thing]) -> Iterator[Case]:
    def estate(one: Thing) -> str:
        return one.name[: -len(one.number) - 2]

    yield from sampler.cases("building, 栋", blocks, lambda one: f"{estate(one)}{one.number}栋")
    yield from sampler.cases(
        "building, 幢 unit room", blocks[5:], lambda one: f"{estate(one)}{one.number}幢2单元502室"
    )
    yield from sampler.cases(
        "building, numerals", blocks[9:], lambda one: f"{estate(one)}{noise.numerals(int(one.number))}号楼三单元"
    )
    yield from sampler.cases(
        "building, dashes", blocks[13:], lambda one: f"{estate(one)}{one.number}-2-502"
    )
    yield from sampler.cases(
        "building, initials", blocks[17:], lambda one: f"{noise.initials_of(estate(one))}{one.number}"
    )
    estates = [Thing(estate(one), "", one.district, "", "", one.point) for one in blocks[21:]]
    yield from sampler.cases("building unknown", estates, lambda one: f"{one.name}88栋")


def _roads(sampler: Sampler, roads: Sequence[Thing]) -> Iterator[Case]:
    chance = sampler.chance
    sounds = noise.homophones([one.name for one in roads])
    long = [one for one in roads if len(one.name) >= 4]
    yield from sampler.cases("road", roads, lambda one: one.name)
    yield from sampler.cases("road, pinyin", roads[5:], lambda one: noise.pinyin_of(one.name))
    yield from sampler.cases("road, initials", roads[9:], lambda one: noise.initials_of(one.name))
    yield from sampler.cases("road, mixed", roads[13:], lambda one: noise.mixed(one.name, chance))
    yield from sampler.cases("road, homophone", long, lambda one: noise.same_sound(one.name, sounds, chance))
    yield from sampler.cases("road, wrong character", long[7:], lambda one: noise.one_wrong(one.name, chance))
    yield from sampler.cases("road, missing character", long[11:], lambda one: noise.one_missing(one.name, chance))
    yield from sampler.cases("road, two exchanged", long[15:], lambda one: noise.two_exchanged(one.name, chance))


def _landmarks(sampler: Sampler, marks: Sequence[Thing]) -> Iterator[Case]:
    yield from sampler.cases("landmark", marks, lambda one: one.name)
    yield from sampler.cases("landmark, 宿河市 dropped", marks[5:], lambda one: _without_city(one.name))
    yield from sampler.cases("landmark, initials", marks[9:], lambda one: noise.initials_of(one.name))
    yield from sampler.cases("landmark, hint", marks[13:], lambda one: f"在{one.name}附近")


def _without_city(name: str) -> str:
    return name.removeprefix("宿河市")


def _crossings(sampler: Sampler, crossings: Sequence[Thing]) -> Iterator[Case]:
    def ends(one: Thing) -> tuple[str, str]:
        return one.street, one.number

    yield from sampler.cases("crossing, 交叉口", crossings, lambda one: "{}与{}交叉口".format(*ends(one)))
    yield from sampler.cases("crossing, /", crossings[5:], lambda one: "{}/{}".format(*ends(one)))
    yield from sampler.cases(
        "crossing, reordered", crossings[9:], lambda one: "{1}和{0}路口".format(*ends(one))
    )
    yield from sampler.cases(
        "crossing, initials", crossings[13:], lambda one: "/".join(map(noise.initials_of, ends(one)))
    )


def bilingual_cases(read: Read) -> list[Case]:
    """Sample Macau: streets with a Chinese and a Portuguese name, no houses."""
    sampler = Sampler(read)
    roads = sampler.things("kind = 'road' AND name ~ '^[\u3400-\u9fff]{3,} [A-Z]'")
    long = [one for one in roads if len(_chinese(one)) >= 4]
    crossings = sampler.things("kind = 'crossing' AND name ~ '[A-Z]'")
    chance = sampler.chance
    sounds = noise.homophones([_chinese(one) for one in roads])
    cases: list[Case] = []
    cases += sampler.cases("Macau road, Chinese", roads, _chinese)
    cases += sampler.cases("Macau road, Portuguese", roads[5:], _latin)
    cases += sampler.cases("Macau road, lower case, no accents", roads[9:], lambda one: _plain(_latin(one)))
    cases += sampler.cases("Macau road, initials", roads[13:], lambda one: noise.initials_of(_chinese(one)))
    cases += sampler.cases("Macau road, pinyin", roads[17:], lambda one: noise.pinyin_of(_chinese(one)))
    cases += sampler.cases(
        "Macau road, homophone", long, lambda one: noise.same_sound(_chinese(one), sounds, chance)
    )
    cases += sampler.cases("Macau road, city", roads[21:], lambda one: f"{_latin(one)}, Macau")
    cases += sampler.cases("Macau road, wrong letter", roads[25:], lambda one: noise.one_wrong(_plain(_latin(one)), chance))
    cases += sampler.cases("Macau crossing", crossings, _crossing_in_chinese)
    return cases


def _chinese(one: Thing) -> str:
    return one.name.split(" ")[0]


def _latin(one: Thing) -> str:
    return one.name.partition(" ")[2]


def _plain(text: str) -> str:
    from unicodedata import combining, normalize

    return "".join(one for one in normalize("NFKD", text.casefold()) if not combining(one))


def _crossing_in_chinese(one: Thing) -> str | None:
    roads = [part.split(" ")[0] for part in one.name.removesuffix("路口").split("与")]
    return "與".join(roads) + "交界" if len(roads) == 2 else None


def european_cases(read: Read) -> list[Case]:
    """Sample Heidelberg: streets, houses, places in Latin letters."""
    sampler = Sampler(read)
    houses = sampler.things("kind = 'building' AND number ~ '^[0-9]+[a-z]?$' AND name ~ '^[A-Z]'")
    roads = sampler.things("kind = 'road' AND class <> 'other_name' AND name ~ '^[A-Z]' AND length(name) > 6")
    crossings = sampler.things("kind = 'crossing' AND name ~ '^[A-Z].* / [A-Z]'")
    chance = sampler.chance
    cases: list[Case] = []
    cases += sampler.cases("Heidelberg house", houses, lambda one: one.name)
    cases += sampler.cases("Heidelberg house, no signs", houses[5:], lambda one: _plain(one.name))
    cases += sampler.cases("Heidelberg house, number first", houses[9:], _number_first)
    cases += sampler.cases("Heidelberg house, city", houses[13:], lambda one: f"{one.name}, 69117 Heidelberg")
    cases += sampler.cases("Heidelberg house, str.", houses[17:], _abbreviated)
    cases += sampler.cases("Heidelberg road", roads, lambda one: one.name)
    cases += sampler.cases("Heidelberg road, wrong letter", roads[5:], lambda one: noise.one_wrong(_plain(one.name), chance))
    cases += sampler.cases("Heidelberg road, missing letter", roads[9:], lambda one: noise.one_missing(_plain(one.name), chance))
    cases += sampler.cases("Heidelberg road, two exchanged", roads[13:], lambda one: noise.two_exchanged(_plain(one.name), chance))
    cases += sampler.cases(
        "Heidelberg crossing", crossings, lambda one: "corner of {} and {}".format(*one.name.split(" / "))
    )
    return cases


def _number_first(one: Thing) -> str:
    street, _, number = one.name.rpartition(" ")
    return f"{number} {street}"


def _abbreviated(one: Thing) -> str | None:
    street, _, number = one.name.rpartition(" ")
    short = street.removesuffix("aße")
    return None if short == street else f"{short}. {number}"


@dataclass(frozen=True, slots=True)
class Answered:
    """A case and the place, from 1, at which the right answer stood; None where it did not."""

    case: Case
    rank: int | None
    first: str


def table(answered: Sequence[Answered]) -> tuple[str, float, float]:
    """Write the figures of each class, and give the shares of rank 1 and of rank 3."""
    by_sort: Mapping[str, list[Answered]] = defaultdict(list)
    for one in answered:
        by_sort[one.case.sort].append(one)
    lines = [_line(sort, some) for sort, some in by_sort.items()]
    lines += [f"  missed: {one.case.sort}: {one.case.typed} → {one.first}; wanted {one.case.wanted[0]} ({one.rank})"
              for one in answered if one.rank != 1]
    return "\n".join([*lines, _line("all", answered)]), _share(answered, 1), _share(answered, 3)


def _line(sort: str, some: Sequence[Answered]) -> str:
    return f"{sort}: n {len(some)}, rank 1 {_share(some, 1):.0%}, rank 3 {_share(some, 3):.0%}"


def _share(some: Sequence[Answered], rank: int) -> float:
    return sum(one.rank is not None and one.rank <= rank for one in some) / max(1, len(some))
