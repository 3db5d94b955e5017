"""A question to a source is a row: it is taken, left, taken again, and ended once."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from dispatch.domain.caller_place import SourceKind
from dispatch.domain.errors import IllegalMove
from dispatch.domain.place_asking import (
    ANSWERED_WITHIN,
    MOST_TRIES,
    USELESS_AFTER,
    AskingState,
    PlaceAsking,
)
from dispatch.domain.place_source_plan import PlaceSourcePlan, SourcePlan
from dispatch.ports.place_providers import ProviderAnswer
from dispatch.services.places.answer_place_asking import answer_place_asking
from dispatch.services.places.ask_place_sources import AskPlaceSources, ask_place_sources
from dispatch.services.places.claim_place_askings import claim_place_askings
from dispatch.services.places.free_place_askings import free_place_askings
from dispatch.simulator.demo_centre import site_settings
from tests.unit.memory_transaction import NOON, MemoryTransaction

CALL = UUID(int=7)
MOBILE, LANDLINE = "13805276621", "052784388819"
PEER, NETWORK, TABLE = SourceKind.PEER, SourceKind.NETWORK, SourceKind.SUBSCRIBER
BOTH = PlaceSourcePlan(SourcePlan("http://peer"), SourcePlan("http://network"))
OPEN = PlaceAsking(CALL, CALL, PEER, NOON)


def centre(plan: PlaceSourcePlan = BOTH) -> MemoryTransaction:
    return MemoryTransaction(site=replace(site_settings(NOON), place_sources=plan))


@pytest.mark.parametrize(
    ("number", "registered", "plan", "asked"),
    [
        (MOBILE, True, BOTH, {TABLE, PEER, NETWORK}),
        (LANDLINE, True, BOTH, {TABLE, PEER}),
        (MOBILE, False, BOTH, {PEER, NETWORK}),
        (MOBILE, True, PlaceSourcePlan(), {TABLE}),
        (LANDLINE, False, PlaceSourcePlan(network=SourcePlan("http://network")), set()),
    ],
)
async def test_each_source_that_can_know_the_number_is_asked(
    number: str, registered: bool, plan: PlaceSourcePlan, asked: set[SourceKind]
):
    tx = centre(plan)
    await ask_place_sources(AskPlaceSources(CALL, number, registered), tx)
    assert {kind for _, kind in tx.place_askings} == asked


async def test_a_call_told_again_opens_no_question_that_was_ended():
    tx = centre()
    asked = AskPlaceSources(CALL, MOBILE, registered=True)
    await ask_place_sources(asked, tx)
    await answer_place_asking(OPEN, "peer", ProviderAnswer(text="人民路1号"), tx)
    await ask_place_sources(asked, tx)
    assert tx.place_askings[CALL, PEER].state is AskingState.ENDED


async def test_the_first_answer_counts_and_the_second_changes_nothing():
    tx = centre()
    await tx.place_askings.save(OPEN.claimed("server-1", NOON))
    for text in ("人民路1号", "人民路2号"):
        await answer_place_asking(OPEN, "peer", ProviderAnswer(text=text), tx)
    assert [one.text for one in tx.caller_places] == ["人民路1号"]
    assert tx.told == ["place_source_given"]


async def test_a_question_in_hand_is_taken_by_another_only_when_its_time_is_over():
    tx = centre()
    await tx.place_askings.save(OPEN.claimed("server-1", NOON))
    assert await claim_place_askings("server-2", 9, tx) == []
    await tx.place_askings.save(OPEN.claimed("server-1", NOON - ANSWERED_WITHIN))
    (taken,) = await claim_place_askings("server-2", 9, tx)
    assert (taken.claimed_by, taken.tries) == ("server-2", 2)


async def test_a_server_that_begins_anew_frees_its_own_questions_alone():
    tx = centre()
    await tx.place_askings.save(OPEN.claimed("server-1", NOON))
    await tx.place_askings.save(replace(OPEN, kind=NETWORK).claimed("server-2", NOON))
    await free_place_askings("server-1", tx)
    states = {kind: one.state for (_, kind), one in tx.place_askings.items()}
    assert states == {PEER: AskingState.OPEN, NETWORK: AskingState.ASKED}


def test_a_question_is_useful_while_the_call_lasts_and_a_while_after():
    taken = OPEN.claimed("server-1", NOON + timedelta(hours=1))
    assert taken.useful(None)
    assert taken.useful(NOON + timedelta(hours=1, seconds=1) - USELESS_AFTER)
    assert not taken.useful(NOON + timedelta(hours=1) - USELESS_AFTER)


def test_a_question_that_ends_its_servers_is_not_asked_for_ever():
    tried = replace(OPEN, tries=MOST_TRIES - 1).claimed("server-1", NOON)
    assert tried.useful(None)
    assert not tried.claimed("server-2", NOON).useful(None)


def test_an_ended_question_is_neither_taken_nor_ended_again():
    ended = OPEN.ended(NOON)
    with pytest.raises(IllegalMove):
        ended.claimed("server-1", NOON)
    with pytest.raises(IllegalMove):
        ended.ended(NOON)
