"""What a session looks at: kept, and told to its own windows alone."""

from uuid import UUID

import pytest

from dispatch.domain.facts import SelectionFact
from dispatch.services.selection.change_selection import ChangeSelection, change_selection
from gis.datum import Wgs84
from tests.unit.memory_transaction import NOON, MemoryTransaction

SESSION, INCIDENT = UUID(int=1), UUID(int=2)


@pytest.mark.mission("A31")
async def test_only_the_sessions_own_windows_are_told():
    tx = MemoryTransaction()
    await change_selection(ChangeSelection(SESSION, INCIDENT, None, Wgs84(118.3, 33.9)), tx)
    (event,) = tx.events
    assert event.audiences == (f"session:{SESSION}",)
    assert isinstance(event.fact, SelectionFact)
    assert event.fact.selection == tx.selections[SESSION]
    assert tx.selections[SESSION].changed_at == NOON


async def test_the_last_one_wins():
    tx = MemoryTransaction()
    await change_selection(ChangeSelection(SESSION, INCIDENT, None, Wgs84(118.3, 33.9)), tx)
    await change_selection(ChangeSelection(SESSION, None, None, None), tx)
    kept = tx.selections[SESSION]
    assert (kept.incident_id, kept.point) == (None, None)
    assert len(tx.selections) == 1
