"""A source of a caller's place is kept beside the others and becomes no scene by itself."""

from uuid import UUID

import pytest

from dispatch.domain.caller_place import PlaceOfNobody, SourceDoubt, SourceKind
from dispatch.services.places.give_place_source import GivePlaceSource, give_place_source
from gis.datum import Wgs84
from tests.unit.memory_transaction import NOON, MemoryTransaction

CALL = UUID(int=7)
NETWORK = GivePlaceSource(
    CALL, None, SourceKind.NETWORK, "carrier", point=Wgs84(118.3, 33.95), radius_m=400.0
)
SAID = GivePlaceSource(CALL, None, SourceKind.SAID, "staff:1027", text="中山路123号")


async def test_sources_are_kept_side_by_side_and_told():
    tx = MemoryTransaction()
    given = [await give_place_source(one, tx) for one in (NETWORK, SAID)]
    assert await tx.caller_places.list_of([CALL], None) == given
    assert tx.told == ["place_source_given", "place_source_given"]
    assert [one.received_at for one in given] == [NOON, NOON]


async def test_the_same_source_told_twice_makes_two_rows():
    tx = MemoryTransaction()
    for _ in range(2):
        await give_place_source(NETWORK, tx)
    assert len(tx.caller_places) == 2


async def test_a_source_asked_in_vain_is_a_row_without_a_place():
    tx = MemoryTransaction()
    doubts = (SourceDoubt.NO_ANSWER,)
    kept = await give_place_source(
        GivePlaceSource(CALL, None, SourceKind.PEER, "peer", doubts=doubts), tx
    )
    assert (kept.placed, kept.doubts) == (False, doubts)


async def test_a_source_of_nobody_is_refused():
    tx = MemoryTransaction()
    with pytest.raises(PlaceOfNobody):
        await give_place_source(GivePlaceSource(None, None, SourceKind.SAID, "staff:1027"), tx)
    assert not tx.events
