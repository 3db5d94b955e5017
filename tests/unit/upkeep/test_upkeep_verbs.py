"""Kept things are created, changed, retired and brought back; the whole history stays."""

from uuid import UUID

import pytest

from dispatch.domain.map_work import OverlayPieceNotFound, OverlayRevisionNotFound
from dispatch.domain.upkeep import (
    Doubt,
    KeptChangedMeanwhile,
    KeptChangedSince,
    KeptDoubted,
    KeptInUse,
    KeptKind,
    KeptNotFound,
    KeptRevisionNotFound,
    ReasonMissing,
)
from dispatch.services.maps.redraw_overlay import redraw_overlay
from dispatch.services.maps.undo_overlay import undo_overlay
from dispatch.services.upkeep.change_thing import ChangeThing, change_thing
from dispatch.services.upkeep.retire_thing import retire_thing
from dispatch.services.upkeep.take_import import ImportedThing, TakeImport, take_import
from dispatch.services.upkeep.undo_change import undo_change
from dispatch.services.upkeep.undo_import import undo_import
from tests.unit.memory_transaction import MemoryTransaction
from tests.unit.upkeep.some_things import GAS, OTHER, POWER, THING

UNIT = KeptKind.UNIT
BATCH = UUID(int=900)
LANDMARK = {
    "name": "新世界广场",
    "category": "market",
    "point": {"lon": 118.29, "lat": 33.95},
    "address": "",
    "other_names": ["新世界"],
}


@pytest.fixture
def tx() -> MemoryTransaction:
    return MemoryTransaction()


async def test_a_new_thing_is_stored_noted_audited_and_told(tx: MemoryTransaction):
    change = await change_thing(ChangeThing(UNIT, THING, POWER, 0), tx)
    assert (change.version, change.act, change.before, change.after) == (1, "created", None, POWER)
    assert tx.related_units[THING].telephones[0].number == "0527-95598"
    assert [(one.verb, one.subject) for one in tx.audit] == [("change_thing", f"unit:{THING}:1")]
    assert tx.told == ["upkeep_changed"]


async def test_of_two_at_once_the_second_is_told_who_was_first(tx: MemoryTransaction):
    await change_thing(ChangeThing(UNIT, THING, POWER, 0), tx)
    await change_thing(ChangeThing(UNIT, THING, GAS, 1), tx)
    with pytest.raises(KeptChangedMeanwhile) as refused:
        await change_thing(ChangeThing(UNIT, THING, POWER, 1), tx)
    assert refused.value.parameters == {"by": "1027", "version": 2}
    assert tx.related_units[THING].name == "燃气公司"


async def test_what_is_retired_is_found_by_nobody_and_comes_back_by_undo(tx: MemoryTransaction):
    await change_thing(ChangeThing(UNIT, THING, POWER, 0), tx)
    retired = await retire_thing(UNIT, THING, 1, "合并", tx)
    assert (retired.act, retired.after, retired.reason) == ("retired", None, "合并")
    assert await tx.related_units.find(THING) is None
    back = await undo_change(retired.revision, tx)
    assert (back.act, back.undoes, back.after) == ("undone", 2, POWER)
    assert await tx.related_units.find(THING) is not None


async def test_a_retired_thing_that_is_written_again_is_restored(tx: MemoryTransaction):
    await change_thing(ChangeThing(UNIT, THING, POWER, 0), tx)
    await retire_thing(UNIT, THING, 1, "合并", tx)
    assert (await change_thing(ChangeThing(UNIT, THING, GAS, 2), tx)).act == "restored"


async def test_to_retire_wants_a_reason_and_a_thing(tx: MemoryTransaction):
    with pytest.raises(KeptNotFound):
        await retire_thing(UNIT, THING, 0, "合并", tx)
    await change_thing(ChangeThing(UNIT, THING, POWER, 0), tx)
    with pytest.raises(ReasonMissing):
        await retire_thing(UNIT, THING, 1, "", tx)


async def test_what_is_needed_is_not_retired_nor_undone_away(tx: MemoryTransaction):
    made = await change_thing(ChangeThing(UNIT, THING, POWER, 0), tx)
    tx.upkeep.uses[THING] = {"vehicles": 2}
    with pytest.raises(KeptInUse) as refused:
        await retire_thing(UNIT, THING, 1, "合并", tx)
    assert refused.value.parameters == {"by_what": "vehicles", "count": 2}
    with pytest.raises(KeptInUse):
        await undo_change(made.revision, tx)


async def test_undo_of_undo_brings_the_change_again(tx: MemoryTransaction):
    await change_thing(ChangeThing(UNIT, THING, POWER, 0), tx)
    changed = await change_thing(ChangeThing(UNIT, THING, GAS, 1), tx)
    undone = await undo_change(changed.revision, tx)
    assert undone.after == POWER
    assert (await undo_change(undone.revision, tx)).after == GAS


async def test_only_the_last_change_of_a_thing_is_undone(tx: MemoryTransaction):
    first = await change_thing(ChangeThing(UNIT, THING, POWER, 0), tx)
    await change_thing(ChangeThing(UNIT, THING, GAS, 1), tx)
    with pytest.raises(KeptChangedSince):
        await undo_change(first.revision, tx)
    with pytest.raises(KeptRevisionNotFound):
        await undo_change(99, tx)


async def test_a_doubt_is_confirmed_with_a_reason_or_nothing_is_stored(tx: MemoryTransaction):
    found = (Doubt.IN_WATER, Doubt.SAME_NAME)
    with pytest.raises(KeptDoubted) as refused:
        await change_thing(ChangeThing(UNIT, THING, POWER, 0, "", found, (Doubt.IN_WATER,)), tx)
    assert refused.value.parameters == {"doubts": "same_name"}
    with pytest.raises(ReasonMissing):
        await change_thing(ChangeThing(UNIT, THING, POWER, 0, "", found, found), tx)
    assert not tx.upkeep.changes
    told = await change_thing(ChangeThing(UNIT, THING, POWER, 0, "趸船", found, found), tx)
    assert (told.doubts, told.reason) == (found, "趸船")


async def test_a_whole_import_is_undone_with_what_it_retired(tx: MemoryTransaction):
    await change_thing(ChangeThing(UNIT, THING, POWER, 0), tx)
    rows = [ImportedThing(OTHER, GAS, 0), ImportedThing(THING, None, 1)]
    taken = await take_import(TakeImport(UNIT, rows, BATCH), tx)
    assert [one.act for one in taken] == ["created", "retired"]
    undone = await undo_import(BATCH, tx)
    assert [(one.thing_id, one.after) for one in undone] == [(THING, POWER), (OTHER, None)]
    with pytest.raises(KeptRevisionNotFound):
        await undo_import(UUID(int=1), tx)


async def test_an_import_is_not_undone_over_what_came_after_it(tx: MemoryTransaction):
    await take_import(TakeImport(UNIT, [ImportedThing(OTHER, GAS, 0)], BATCH), tx)
    await change_thing(ChangeThing(UNIT, OTHER, POWER, 1), tx)
    with pytest.raises(KeptChangedSince):
        await undo_import(BATCH, tx)


async def test_a_landmark_enters_every_region_by_the_overlay(tx: MemoryTransaction):
    await change_thing(ChangeThing(KeptKind.LANDMARK, THING, LANDMARK, 0), tx)
    assert [(one.kind, one.content) for one in tx.map_work.changes] == [("landmark", LANDMARK)]
    assert len(tx.map_work.jobs) == 1
    await retire_thing(KeptKind.LANDMARK, THING, 1, "拆除", tx)
    assert tx.map_work.changes[-1].content is None
    assert {one.number for one in tx.map_work.changes} == {1}


async def test_nobody_draws_what_is_written_in_tables(tx: MemoryTransaction):
    await change_thing(ChangeThing(KeptKind.LANDMARK, THING, LANDMARK, 0), tx)
    with pytest.raises(OverlayPieceNotFound):
        await redraw_overlay(THING, None, None, "9001", tx)
    with pytest.raises(OverlayRevisionNotFound):
        await undo_overlay(1, "9001", tx)
