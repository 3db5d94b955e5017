"""Over the real database: a source is added and read, and nobody can change it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.repositories.caller_places import PostgresCallerPlaceQueries
from dispatch.domain.caller_place import SourceDoubt, SourceKind
from dispatch.services.places.give_place_source import GivePlaceSource, give_place_source
from gis.datum import Wgs84
from tests.contract.core.acts import NOON
from tests.integration.core.hearing import act, events, found

CALL, INCIDENT = uuid4(), uuid4()
LINK = GivePlaceSource(
    CALL,
    INCIDENT,
    SourceKind.LINK,
    "link:3",
    text="苏河中路",
    point=Wgs84(118.3, 33.95),
    radius_m=12.5,
    district="苏河区",
    owner="张三",
    observed_at=NOON - timedelta(seconds=30),
    confidence=0.9,
    doubts=(SourceDoubt.OLD, SourceDoubt.LINE),
)


async def test_a_source_is_read_as_it_was_given(engine: AsyncEngine):
    await found(engine)
    await act(engine, lambda tx: give_place_source(LINK, tx))
    queries = PostgresCallerPlaceQueries(engine)
    (of_call,) = await queries.list_of([CALL], None)
    assert await queries.list_of([], INCIDENT) == [of_call]
    assert await queries.list_of([uuid4()], uuid4()) == []
    kept = {name: getattr(of_call, name) for name in LINK.__slots__}
    assert kept == {name: getattr(LINK, name) for name in LINK.__slots__}
    (told,) = await events(engine, "place_source_given")
    assert told.payload["place"]["id"] == str(of_call.id)


async def test_a_source_can_be_neither_changed_nor_removed(engine: AsyncEngine):
    await found(engine)
    await act(engine, lambda tx: give_place_source(LINK, tx))
    for statement in (
        "UPDATE dispatch.caller_place SET text = ''",
        "DELETE FROM dispatch.caller_place",
    ):
        with pytest.raises(ProgrammingError):
            async with engine.begin() as connection:
                await connection.execute(text(statement))
