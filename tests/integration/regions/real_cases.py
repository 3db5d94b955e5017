"""Address cases drawn from two real cities: Macau in two languages, Heidelberg in Latin letters."""

from collections.abc import Sequence
from unicodedata import combining, normalize

from tests.integration.regions import address_noise as noise
from tests.integration.regions.address_cases import Case, Read, Sampler, Thing


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
    cases += sampler.cases(
        "Macau road, lower case, no accents", roads[9:], lambda one: _plain(_latin(one))
    )
    cases += sampler.cases(
        "Macau road, initials", roads[13:], lambda one: noise.initials_of(_chinese(one))
    )
    cases += sampler.cases(
        "Macau road, pinyin", roads[17:], lambda one: noise.pinyin_of(_chinese(one))
    )
    cases += sampler.cases(
        "Macau road, homophone", long, lambda one: noise.same_sound(_chinese(one), sounds, chance)
    )
    cases += sampler.cases("Macau road, city", roads[21:], lambda one: f"{_latin(one)}, Macau")
    cases += sampler.cases(
        "Macau road, wrong letter",
        roads[25:],
        lambda one: noise.one_wrong(_plain(_latin(one)), chance),
    )
    cases += sampler.cases("Macau crossing", crossings, _crossing_in_chinese)
    return cases


def _chinese(one: Thing) -> str:
    return one.name.split(" ")[0]


def _latin(one: Thing) -> str:
    return one.name.partition(" ")[2]


def _plain(text: str) -> str:
    return "".join(one for one in normalize("NFKD", text.casefold()) if not combining(one))


def _crossing_in_chinese(one: Thing) -> str | None:
    roads = [part.split(" ")[0] for part in one.name.removesuffix("路口").split("与")]
    return "與".join(roads) + "交界" if len(roads) == 2 else None


def european_cases(read: Read) -> list[Case]:
    """Sample Heidelberg: streets, houses, places in Latin letters."""
    sampler = Sampler(read)
    houses = sampler.things("kind = 'building' AND number ~ '^[0-9]+[a-z]?$' AND name ~ '^[A-Z]'")
    roads = sampler.things(
        "kind = 'road' AND class <> 'other_name' AND name ~ '^[A-Z]' AND length(name) > 6"
    )
    crossings = sampler.things("kind = 'crossing' AND name ~ '^[A-Z].* / [A-Z]'")
    cases: list[Case] = []
    cases += sampler.cases("Heidelberg house", houses, lambda one: one.name)
    cases += sampler.cases("Heidelberg house, no signs", houses[5:], lambda one: _plain(one.name))
    cases += sampler.cases("Heidelberg house, number first", houses[9:], _number_first)
    cases += sampler.cases(
        "Heidelberg house, city", houses[13:], lambda one: f"{one.name}, 69117 Heidelberg"
    )
    cases += sampler.cases("Heidelberg house, str.", houses[17:], _abbreviated)
    cases += _european_roads(sampler, roads)
    cases += sampler.cases(
        "Heidelberg crossing",
        crossings,
        lambda one: "corner of {} and {}".format(*one.name.split(" / ")),
    )
    return cases


def _european_roads(sampler: Sampler, roads: Sequence[Thing]) -> list[Case]:
    chance = sampler.chance
    cases = list(sampler.cases("Heidelberg road", roads, lambda one: one.name))
    cases += sampler.cases(
        "Heidelberg road, wrong letter",
        roads[5:],
        lambda one: noise.one_wrong(_plain(one.name), chance),
    )
    cases += sampler.cases(
        "Heidelberg road, missing letter",
        roads[9:],
        lambda one: noise.one_missing(_plain(one.name), chance),
    )
    cases += sampler.cases(
        "Heidelberg road, two exchanged",
        roads[13:],
        lambda one: noise.two_exchanged(_plain(one.name), chance),
    )
    return cases


def _number_first(one: Thing) -> str:
    street, _, number = one.name.rpartition(" ")
    return f"{number} {street}"


def _abbreviated(one: Thing) -> str | None:
    street, _, number = one.name.rpartition(" ")
    short = street.removesuffix("aße")
    return None if short == street else f"{short}. {number}"
