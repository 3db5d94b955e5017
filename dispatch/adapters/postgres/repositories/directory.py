"""The caller directory."""

from collections.abc import Sequence
from typing import Any

from geoalchemy2 import functions as gis
from sqlalchemy import Row, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.adapters.postgres.repositories.subscriber_rows import upsert_subscribers
from dispatch.adapters.postgres.tables.calls import call
from dispatch.adapters.postgres.tables.directory import key_patient, subscriber_now
from dispatch.domain.caller import CallerCard, EarlierCalls, KeyPatientFlag, LineKind, Subscriber
from dispatch.domain.dialling import Direction
from gis.datum import Wgs84

NOBODY = CallerCard(subscriber=None, key_patient=None, earlier_calls=EarlierCalls(0, None))


class PostgresDirectory:
    """What is known of callers; see `dispatch.ports.directory`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def describe_caller(self, number: str | None) -> CallerCard:
        """Give the caller card; an unknown or withheld number gives an empty one."""
        if number is None:
            return NOBODY
        return CallerCard(
            subscriber=await self.find_subscriber(number),
            key_patient=await self._find_key_patient(number),
            earlier_calls=await self._count_earlier_calls(number),
        )

    async def find_subscriber(self, number: str) -> Subscriber | None:
        """Find the three-field row of a number in its stored form."""
        query = select(
            subscriber_now,
            gis.ST_X(subscriber_now.c.point).label("lon"),
            gis.ST_Y(subscriber_now.c.point).label("lat"),
        ).where(subscriber_now.c.number == number)
        row = (await self._connection.execute(query)).one_or_none()
        return None if row is None else _subscriber(row)

    async def upsert(self, subscribers: Sequence[Subscriber]) -> None:
        """Store rows, new or replaced; of two for one number the later counts."""
        await upsert_subscribers(self._connection, subscribers)

    async def _find_key_patient(self, number: str) -> KeyPatientFlag | None:
        query = select(key_patient.c.id, key_patient.c.category).where(
            key_patient.c.numbers.contains([number]), key_patient.c.removed_at.is_(None)
        )
        row = (await self._connection.execute(query.limit(1))).one_or_none()
        return None if row is None else KeyPatientFlag(row.id, row.category)

    async def _count_earlier_calls(self, number: str) -> EarlierCalls:
        query = select(func.count(), func.max(call.c.offered_at)).where(
            call.c.number == number,
            call.c.direction == Direction.IN,
            call.c.offered_at > func.now() - func.make_interval(0, 0, 0, 30),
        )
        count, latest_at = (await self._connection.execute(query)).one()
        return EarlierCalls(count, latest_at)


def _subscriber(row: Row[Any]) -> Subscriber:
    return Subscriber(
        number=row.number,
        owner=row.owner,
        address=row.address,
        point=None if row.lon is None else Wgs84(row.lon, row.lat),
        line_kind=LineKind(row.line_kind),
        source=row.source,
        as_of=row.as_of,
    )
