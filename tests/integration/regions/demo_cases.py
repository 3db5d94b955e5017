"""Address cases drawn from the demonstration's city: Chinese, with houses and estates."""

from collections.abc import Iterator, Sequence

from tests.integration.regions import address_noise as noise
from tests.integration.regions.address_cases import Case, Read, Sampler, Thing


def chinese_cases(read: Read) -> list[Case]:
    """Sample the demonstration's city."""
    sampler = Sampler(read)
    houses = sampler.things("kind = 'building' AND name ~ '路[0-9]+号$|大道[0-9]+号$|街[0-9]+号$'")
    blocks = sampler.things("kind = 'building' AND name ~ '[0-9]+号楼$'")
    roads = sampler.things(
        "kind = 'road' AND class NOT IN ('motorway', 'other_name') AND name ~ '[路街巷道]$'"
    )
    marks = sampler.things(
        "kind IN ('landmark', 'hospital') AND class NOT IN ('bridge', 'other_name')"
        " AND length(name) > 3"
    )
    cases = [
        *_houses(sampler, houses),
        *_spelled_houses(sampler, houses),
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
    yield from sampler.cases("house", houses, lambda one: one.name)
    yield from sampler.cases(
        "house, city and district", houses[5:], lambda one: f"宿河市{one.district}{one.name}"
    )
    yield from sampler.cases(
        "house, 市 and 区 dropped", houses[9:], lambda one: f"宿河{one.district[:-1]}{one.name}"
    )
    yield from sampler.cases(
        "house, numerals",
        houses[13:],
        lambda one: f"{_street(one)}{noise.numerals(int(one.number))}号",
    )
    yield from sampler.cases("house, full width", houses[17:], lambda one: noise.wide(one.name))
    yield from sampler.cases("house, #", houses[21:], lambda one: f"{_street(one)} {one.number}#")
    yield from sampler.cases(
        "house, bare number", houses[25:], lambda one: _street(one) + one.number
    )
    yield from sampler.cases(
        "house, hint", houses[45:], lambda one: f"病人在{one.name}对面的小店门口"
    )
    yield from sampler.cases(
        "house, reordered", houses[41:], lambda one: f"{one.number}号 {_street(one)} {one.district}"
    )


def _spelled_houses(sampler: Sampler, houses: Sequence[Thing]) -> Iterator[Case]:
    chance = sampler.chance
    sounds = noise.homophones([one.name for one in houses])
    long = [one for one in houses if len(_street(one)) >= 4]
    yield from sampler.cases(
        "house, pinyin", houses[29:], lambda one: noise.pinyin_of(_street(one)) + one.number
    )
    yield from sampler.cases(
        "house, initials",
        houses[33:],
        lambda one: f"{noise.initials_of(_street(one))} {one.number}",
    )
    yield from sampler.cases(
        "house, mixed", houses[37:], lambda one: noise.mixed(_street(one), chance) + one.number
    )
    yield from sampler.cases(
        "house, homophone",
        long,
        lambda one: _with(noise.same_sound(_street(one), sounds, chance), one),
    )
    yield from sampler.cases(
        "house, wrong character",
        long[7:],
        lambda one: noise.one_wrong(_street(one), chance) + f"{one.number}号",
    )


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
        "building, numerals",
        blocks[9:],
        lambda one: f"{estate(one)}{noise.numerals(int(one.number))}号楼三单元",
    )
    yield from sampler.cases(
        "building, dashes", blocks[13:], lambda one: f"{estate(one)}{one.number}-2-502"
    )
    yield from sampler.cases(
        "building, initials",
        blocks[17:],
        lambda one: f"{noise.initials_of(estate(one))}{one.number}",
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
    yield from sampler.cases(
        "road, homophone", long, lambda one: noise.same_sound(one.name, sounds, chance)
    )
    yield from sampler.cases(
        "road, wrong character", long[7:], lambda one: noise.one_wrong(one.name, chance)
    )
    yield from sampler.cases(
        "road, missing character", long[11:], lambda one: noise.one_missing(one.name, chance)
    )
    yield from sampler.cases(
        "road, two exchanged", long[15:], lambda one: noise.two_exchanged(one.name, chance)
    )


def _landmarks(sampler: Sampler, marks: Sequence[Thing]) -> Iterator[Case]:
    yield from sampler.cases("landmark", marks, lambda one: one.name)
    yield from sampler.cases(
        "landmark, 宿河市 dropped", marks[5:], lambda one: _without_city(one.name)
    )
    yield from sampler.cases(
        "landmark, initials", marks[9:], lambda one: noise.initials_of(one.name)
    )
    yield from sampler.cases("landmark, hint", marks[13:], lambda one: f"在{one.name}附近")


def _without_city(name: str) -> str:
    return name.removeprefix("宿河市")


def _crossings(sampler: Sampler, crossings: Sequence[Thing]) -> Iterator[Case]:
    def ends(one: Thing) -> tuple[str, str]:
        return one.street, one.number

    yield from sampler.cases(
        "crossing, 交叉口", crossings, lambda one: "{}与{}交叉口".format(*ends(one))
    )
    yield from sampler.cases("crossing, /", crossings[5:], lambda one: "{}/{}".format(*ends(one)))
    yield from sampler.cases(
        "crossing, reordered", crossings[9:], lambda one: "{1}和{0}路口".format(*ends(one))
    )
    yield from sampler.cases(
        "crossing, initials",
        crossings[13:],
        lambda one: "/".join(map(noise.initials_of, ends(one))),
    )
