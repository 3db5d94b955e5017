"""Drawing over the map keeps its history; every change is audited and asks for one job."""

from dataclasses import replace
from uuid import UUID

import pytest

from dispatch.domain.map_work import (
    MapJobState,
    OverlayChangedSince,
    OverlayKind,
    OverlayPieceNotFound,
    OverlayRevisionNotFound,
)
from dispatch.services.maps.draw_overlay import draw_overlay
from dispatch.services.maps.redraw_overlay import redraw_overlay
from dispatch.services.maps.undo_overlay import undo_overlay
from tests.unit.memory_transaction import MemoryTransaction

PIECE = UUID(int=7)
FIRST, SECOND = {"name": "新路"}, {"name": "更新路"}


@pytest.fixture
def tx() -> MemoryTransaction:
    return MemoryTransaction()


async def draw(tx: MemoryTransaction, piece: UUID = PIECE) -> None:
    await draw_overlay(piece, OverlayKind.ROAD, FIRST, "9001", tx)


async def test_a_piece_is_drawn_audited_told_and_asked_for(tx: MemoryTransaction):
    await draw(tx)
    (change,) = tx.map_work.changes
    assert (change.revision, change.number, change.content) == (1, 1, FIRST)
    assert [entry.verb for entry in tx.audit] == ["draw_overlay"]
    assert tx.told == ["map_changed"]
    assert len(tx.map_work.jobs) == 1


async def test_a_job_that_waits_will_enter_the_next_piece_too(tx: MemoryTransaction):
    await draw(tx)
    await draw(tx, UUID(int=8))
    assert len(tx.map_work.jobs) == 1
    tx.map_work.jobs[0] = replace(tx.map_work.jobs[0], state=MapJobState.RUNNING)
    await draw(tx, UUID(int=9))
    assert len(tx.map_work.jobs) == 2
    assert [one.number for one in tx.map_work.changes] == [1, 2, 3]


async def test_to_undo_a_change_is_a_change(tx: MemoryTransaction):
    await draw(tx)
    await redraw_overlay(PIECE, OverlayKind.ROAD, SECOND, "9001", tx)
    await undo_overlay(2, "9001", tx)
    assert [one.content for one in tx.map_work.changes] == [FIRST, SECOND, FIRST]
    assert tx.map_work.changes[-1].undoes == 2


async def test_to_undo_a_removal_brings_the_piece_back(tx: MemoryTransaction):
    await draw(tx)
    await redraw_overlay(PIECE, None, None, "9001", tx)
    await undo_overlay(2, "9001", tx)
    assert tx.map_work.changes[-1].content == FIRST


async def test_to_undo_the_first_change_removes_the_piece(tx: MemoryTransaction):
    await draw(tx)
    await undo_overlay(1, "9001", tx)
    assert tx.map_work.changes[-1].content is None


async def test_only_the_last_change_of_a_piece_is_undone(tx: MemoryTransaction):
    await draw(tx)
    await redraw_overlay(PIECE, OverlayKind.ROAD, SECOND, "9001", tx)
    with pytest.raises(OverlayChangedSince):
        await undo_overlay(1, "9001", tx)
    with pytest.raises(OverlayRevisionNotFound):
        await undo_overlay(9, "9001", tx)


async def test_what_was_removed_is_not_drawn_otherwise(tx: MemoryTransaction):
    await draw(tx)
    await redraw_overlay(PIECE, None, None, "9001", tx)
    with pytest.raises(OverlayPieceNotFound):
        await redraw_overlay(PIECE, OverlayKind.ROAD, SECOND, "9001", tx)


async def test_a_road_does_not_become_a_gate(tx: MemoryTransaction):
    await draw(tx)
    with pytest.raises(OverlayPieceNotFound):
        await redraw_overlay(PIECE, OverlayKind.GATE, SECOND, "9001", tx)
