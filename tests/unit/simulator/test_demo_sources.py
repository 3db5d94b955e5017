"""The peer and the carrier of the demonstration show every line of the panel of sources."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dispatch.adapters.caller_sources.http_provider import HttpPlaceProvider
from dispatch.domain.caller_place import SourceDoubt
from dispatch.domain.place_conflict import is_old
from dispatch.domain.place_source_plan import SourcePlan, plan_fits
from dispatch.ports.place_providers import Area, ProviderAnswer
from dispatch.simulator.demo_sources import (
    NETWORK,
    PEER,
    PLAN,
    Case,
    DemoSources,
    Registered,
    case_of,
    keep_registered,
    read_registered,
    wait_s,
)
from gis.datum import Wgs84

NOW = datetime(2026, 11, 30, 4, 0, tzinfo=UTC)
AREA = Area(Wgs84(118.0, 33.7), Wgs84(118.6, 34.2))
CITY = {
    f"139{number:08}": Registered("某人", "某路1号", Wgs84(118.3, 33.95)) for number in range(99)
}


async def ask(path: str, number: str, limit_s: float = 1.0) -> ProviderAnswer:
    known = read_registered(Path("none"), NOW)
    async with DemoSources(known, lambda: NOW).listening("127.0.0.1", 0) as url:
        provider = HttpPlaceProvider("demo", kept_s=0, now=lambda: NOW, limit_s=limit_s)
        try:
            return await provider.ask(number, SourcePlan(f"{url}{path}"), AREA)
        finally:
            await provider.close()


@pytest.mark.mission("A95", "A96")
async def test_the_invented_subscribers_show_every_case_over_the_real_wire():
    good = await ask(PEER, "13805276621")
    assert (good.owner, good.doubts) == ("刘洋", ())
    far = await ask(NETWORK, "13805276621")
    assert far.point is not None
    assert good.point is not None
    assert abs(far.point.lon - good.point.lon) > 0.03
    assert (await ask(PEER, "052784388819")).doubts == (SourceDoubt.UNKNOWN,)
    assert (await ask(PEER, "15152789034", limit_s=0.2)).doubts == (SourceDoubt.NO_ANSWER,)
    assert (await ask(PEER, "18905271206")).doubts == (SourceDoubt.BAD_ANSWER,)
    assert (await ask(NETWORK, "18905271206")).doubts == (SourceDoubt.SWAPPED,)
    assert is_old((await ask(NETWORK, "15152789034")).observed_at, NOW)
    assert (await ask(PEER, "13900000000")).doubts == (SourceDoubt.UNKNOWN,)


def test_answers_about_a_number_never_change_and_most_are_good():
    one, other = DemoSources(CITY, lambda: NOW), DemoSources(CITY, lambda: NOW)
    for path in (PEER, NETWORK):
        assert [one.answer(path, number) for number in CITY] == [
            other.answer(path, number) for number in CITY
        ]
        cases = [case_of(path, number) for number in CITY]
        assert cases.count(Case.GOOD) > len(cases) / 2
        assert len(set(cases)) > 3
    assert any(wait_s(PEER, number) for number in CITY)


def test_the_register_is_kept_beside_the_city(tmp_path: Path):
    file = tmp_path / "demo" / "registered.jsonl"
    keep_registered(CITY.items(), file)
    read = read_registered(file, NOW)
    assert {number: read[number] for number in CITY} == CITY
    assert read["13805276621"].owner == "刘洋"
    assert json.loads(file.read_text().splitlines()[0])[0] in CITY


def test_the_demonstration_may_ask_them():
    assert plan_fits(PLAN)
