"""A person asks the sources again: refused while they are asked, noted with who asked."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dispatch.domain.dialling import Direction
from dispatch.domain.place_asking import USELESS_AFTER
from dispatch.domain.place_source_plan import PlaceSourcePlan, SourcePlan
from dispatch.domain.source_round import (
    ASKED_UNTIL,
    FIRST_ROUND,
    LONGEST,
    CallTooLongOver,
    NobodyToAsk,
    SourcesBeingAsked,
)
from dispatch.ports.place_providers import ProviderAnswer
from dispatch.services.end_source_round import end_source_round
from dispatch.services.places.answer_place_asking import answer_place_asking
from dispatch.services.places.ask_sources import ask_sources
from dispatch.services.places.claim_place_askings import claim_place_askings
from tests.unit.incidents.some_incidents import call
from tests.unit.memory_transaction import NOON, SITE, MemoryTransaction

PEER = PlaceSourcePlan(peer=SourcePlan("http://peer/ask"))
NETWORK = PlaceSourcePlan(network=SourcePlan("http://carrier/ask"))
CALL = replace(call(1), offered_at=NOON - timedelta(minutes=1))


def work(plan: PlaceSourcePlan = PEER, **changes: object) -> MemoryTransaction:
    one = replace(CALL, **changes)  # type: ignore[arg-type]
    return MemoryTransaction(calls=[one], site=replace(SITE, place_sources=plan))


@pytest.mark.mission("A95")
async def test_who_asks_is_noted_and_told_and_one_round_goes_before_the_next():
    tx = work()
    first = await ask_sources(CALL.id, "1027", tx)
    assert (first.asked_by, first.asked_at, first.ended_at) == ("1027", NOON, None)
    with pytest.raises(SourcesBeingAsked) as refused:
        await ask_sources(CALL.id, "1031", tx)
    assert refused.value.parameters == {"by": "1027"}
    await end_source_round(first.id, tx)
    await end_source_round(first.id, tx)
    second = await ask_sources(CALL.id, "1031", tx)
    assert second.id != first.id
    asked, answered = "place_sources_asked", "place_sources_answered"
    assert tx.told == [asked, answered, asked]


async def test_the_last_source_to_answer_ends_the_round_whose_questions_are_rows():
    tx = work(replace(PEER, network=NETWORK.network), number="13805276621")
    asked = await ask_sources(CALL.id, "1027", tx)
    first, second = await claim_place_askings("server-1", 9, tx)
    assert {first.occasion, second.occasion} == {asked.id}
    await answer_place_asking(first, "peer", ProviderAnswer(text="人民路1号"), tx)
    assert tx.source_rounds[asked.id].ended_at is None
    await answer_place_asking(second, "carrier", ProviderAnswer(text="河滨路2号"), tx)
    assert tx.source_rounds[asked.id].ended_at == NOON
    assert tx.told.count("place_source_given") == 2
    assert tx.told[-1] == "place_sources_answered"


async def test_a_round_long_after_the_call_is_of_use_by_its_own_time():
    tx = work(ended_at=NOON)
    tx.now = NOON + ASKED_UNTIL
    await ask_sources(CALL.id, "1027", tx)
    (taken,) = await claim_place_askings("server-1", 9, tx)
    assert taken.useful(NOON)
    assert not replace(taken, claimed_at=tx.now + USELESS_AFTER).useful(NOON)


async def test_a_round_that_a_dead_server_never_ended_is_over_by_itself():
    tx = work()
    await ask_sources(CALL.id, "1027", tx)
    tx.now = NOON + LONGEST
    assert (await ask_sources(CALL.id, "1031", tx)).asked_by == "1031"


async def test_while_a_call_begins_its_sources_are_asked_already():
    tx = work(offered_at=NOON)
    with pytest.raises(SourcesBeingAsked):
        await ask_sources(CALL.id, "1027", tx)
    tx.now = NOON + FIRST_ROUND
    await ask_sources(CALL.id, "1027", tx)


@pytest.mark.parametrize(
    "tx",
    [
        work(PlaceSourcePlan()),
        work(number=None),
        work(direction=Direction.OUT),
        work(NETWORK, number="052784382216"),
    ],
    ids=["no source", "withheld", "from a seat", "carrier and a landline"],
)
async def test_where_nobody_could_answer_nobody_is_asked(tx: MemoryTransaction):
    with pytest.raises(NobodyToAsk):
        await ask_sources(CALL.id, "1027", tx)
    assert tx.told == []


async def test_a_call_is_asked_about_for_an_hour_after_its_end():
    tx = work(NETWORK, ended_at=NOON)
    tx.now = NOON + ASKED_UNTIL
    await ask_sources(CALL.id, "1027", tx)
    tx.now = NOON + ASKED_UNTIL + timedelta(seconds=1)
    with pytest.raises(CallTooLongOver):
        await ask_sources(CALL.id, "1027", tx)
