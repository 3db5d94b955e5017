"""Peers and carriers over the real HTTP wire: good, slow, wrong, lying."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from dispatch.adapters.caller_sources.answer import MAX_BYTES
from dispatch.adapters.caller_sources.http_provider import MOST_KEPT, HttpPlaceProvider
from dispatch.domain.caller_place import SourceDoubt
from dispatch.domain.place_source_plan import SourcePlan
from dispatch.ports.place_providers import ProviderAnswer
from dispatch.simulator.place_providers import PlaceProviders

NUMBER, OTHER = "13805276621", "13905241188"
NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
GOOD = {"number": NUMBER, "owner": "张三", "address": "中山路123号"}


class Watch:
    """Time by hand."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


def provider(watch: Watch, **given: Any) -> HttpPlaceProvider:
    return HttpPlaceProvider("peer", kept_s=60.0, now=lambda: NOW, monotonic=watch, **given)


async def ask(
    peer: PlaceProviders, *numbers: str, watch: Watch | None = None, **given: Any
) -> list[ProviderAnswer]:
    asker = provider(watch or Watch(), **given)
    try:
        async with peer.listening() as url:
            return [await asker.ask(one, SourcePlan(f"{url}/peer"), None) for one in numbers]
    finally:
        await asker.close()


@pytest.mark.mission("A95")
async def test_a_peer_gives_owner_and_address_dated_when_it_said_so():
    (said,) = await ask(PlaceProviders({("/peer", NUMBER): GOOD}), NUMBER)
    assert (said.owner, said.text, said.observed_at) == ("张三", "中山路123号", NOW)


async def test_what_was_answered_is_given_again_with_its_age_until_it_is_too_old():
    peer, watch = PlaceProviders({("/peer", NUMBER): GOOD}), Watch()
    asker = provider(watch)
    async with peer.listening() as url:
        plan = SourcePlan(f"{url}/peer")
        first = await asker.ask(NUMBER, plan, None)
        watch.at += 59
        assert await asker.ask(NUMBER, plan, None) == first
        assert len(peer.asked) == 1
        watch.at += 2
        await asker.ask(NUMBER, plan, None)
    await asker.close()
    assert len(peer.asked) == 2


async def test_no_more_is_kept_than_fits():
    peer, watch = PlaceProviders(draw=lambda _, number: {"number": number}), Watch()
    asker = provider(watch)
    async with peer.listening() as url:
        plan = SourcePlan(f"{url}/peer")
        for number in range(MOST_KEPT + 2):
            await asker.ask(str(13_800_000_000 + number), plan, None)
        await asker.ask("13800000000", plan, None)
    await asker.close()
    assert peer.asked.count(("/peer", "13800000000")) == 2


async def test_a_slow_peer_is_not_waited_for_and_asked_again_next_time():
    peer = PlaceProviders({("/peer", NUMBER): GOOD}, slow_s=30)
    answers = await ask(peer, NUMBER, NUMBER, limit_s=0.2)
    assert [one.doubts for one in answers] == [(SourceDoubt.NO_ANSWER,)] * 2
    assert len(peer.asked) == 2


async def test_a_peer_that_is_away_is_a_doubt_and_no_fault():
    asker = provider(Watch())
    said = await asker.ask(NUMBER, SourcePlan("http://127.0.0.1:9/peer"), None)
    await asker.close()
    assert said.doubts == (SourceDoubt.NO_ANSWER,)


@pytest.mark.parametrize(
    ("answer", "doubt"),
    [
        (None, SourceDoubt.UNKNOWN),
        (b"<html>", SourceDoubt.BAD_ANSWER),
        (b" " * (MAX_BYTES + 1), SourceDoubt.BAD_ANSWER),
        (GOOD | {"number": OTHER}, SourceDoubt.OTHER_NUMBER),
        (GOOD | {"observed_at": "2026-11-30T13:00:00Z"}, SourceDoubt.BAD_ANSWER),
    ],
)
async def test_each_wrong_answer_says_what_is_wrong_and_gives_no_place(answer, doubt):
    (said,) = await ask(PlaceProviders({("/peer", NUMBER): answer}), NUMBER)
    assert (said.doubts, said.text, said.point) == ((doubt,), "", None)


async def test_many_are_asked_at_once_by_one_provider():
    peer = PlaceProviders(draw=lambda _, number: {"number": number, "address": number})
    asker = provider(Watch())
    async with peer.listening() as url:
        plan = SourcePlan(f"{url}/peer")
        numbers = [str(13_800_000_000 + one) for one in range(50)]
        answers = await asyncio.gather(*(asker.ask(one, plan, None) for one in numbers))
    await asker.close()
    assert [one.text for one in answers] == numbers
