"""Reads of the past for statistics; figures are made of them in the domain."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime

from sqlalchemy import ColumnElement, Select, Text, and_, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from dispatch.adapters.postgres.reading import one_picture
from dispatch.adapters.postgres.repositories.calls import CALLS
from dispatch.adapters.postgres.tables.calls import call, task
from dispatch.adapters.postgres.tables.incidents import incident, incident_call
from dispatch.adapters.postgres.tables.log import event
from dispatch.adapters.postgres.tables.orders import vehicle_order
from dispatch.domain.area_report import COUNTED_NATURES, PlacedIncident
from dispatch.domain.call import Call, EndedBy
from dispatch.domain.call_note import is_screened, read_notes
from dispatch.domain.clock_step import seconds_between
from dispatch.domain.dialling import Direction
from dispatch.domain.incident_form import Nature
from dispatch.domain.order import OrderState
from dispatch.domain.period import Period
from dispatch.domain.seat import BusyReason, SeatState
from dispatch.domain.seat_spans import SeatChange
from dispatch.domain.site_rules import is_seat_phone
from dispatch.domain.task import TaskKind
from dispatch.domain.telephone_counters import CountedCall
from dispatch.ports.statistics import TelephonePeriod
from gis.datum import Wgs84

OF_A_SEAT = func.left(event.c.kind, 5) == "seat_"  # as the index event_of_seats has it
SEAT = event.c.payload["seat"]
SEAT_NUMBER = SEAT["number"].as_integer()
# Messages between seats are named like a seat's changes and hold no seat.
CHANGES = and_(OF_A_SEAT, SEAT_NUMBER.is_not(None))


class PostgresStatistics:
    """See `dispatch.ports.statistics`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def read_telephone(self, period: Period) -> TelephonePeriod:
        """Read a period in one picture."""
        async with one_picture(self._engine) as connection:
            return TelephonePeriod(
                calls=await _calls(connection, period),
                seat_changes=await _seat_changes(connection, period),
                complaints=await _count_complaints(connection, period),
                call_backs=await _call_backs(connection, period),
                dispositions=await _dispositions(connection, period),
                overrides=await _overrides(connection, period),
                read_at=(await connection.execute(select(func.now()))).scalar_one(),
            )

    @asynccontextmanager
    async def calls_of(self, period: Period) -> AsyncIterator[AsyncIterator[Call]]:
        """Give every call of a period as they are read."""
        query = select(call).where(_within(call.c.offered_at, period)).order_by(call.c.offered_at)
        async with one_picture(self._engine) as connection, connection.stream(query) as rows:
            yield (CALLS.value(row) async for row in rows.mappings())

    async def read_placed(self, period: Period) -> Sequence[PlacedIncident]:
        """Read the emergencies of a period that have a scene on the map, in order of time."""
        async with one_picture(self._engine) as connection:
            rows = (await connection.execute(_placed(period))).all()
        return [
            PlacedIncident(
                Wgs84(float(row.lon), float(row.lat)),
                row.opened_at,
                datetime.fromisoformat(row.arrived_at) if row.arrived_at else None,
            )
            for row in rows
        ]


def _placed(period: Period) -> Select[tuple[float, float, datetime, str | None]]:
    arrived = vehicle_order.c.stamps[OrderState.ARRIVED.value]["at"].as_string()
    first_arrival = (
        select(func.min(arrived, type_=Text))
        .where(vehicle_order.c.incident_id == incident.c.id)
        .scalar_subquery()
    )
    point = incident.c.scene["point"]
    return (
        select(
            point["lon"].as_float().label("lon"),
            point["lat"].as_float().label("lat"),
            incident.c.opened_at,
            first_arrival.label("arrived_at"),
        )
        .where(
            _within(incident.c.opened_at, period),
            point["lon"].is_not(None),
            incident.c.form["nature"].as_string().in_(COUNTED_NATURES),
            incident.c.merged_into.is_(None),
        )
        .order_by(incident.c.opened_at)
    )


def _within(instant: ColumnElement[object], period: Period) -> ColumnElement[bool]:
    return and_(instant >= period.since, instant < period.until)


async def _overrides(connection: AsyncConnection, period: Period) -> Mapping[str, int]:
    reason = vehicle_order.c.override_reason
    query = (
        select(reason, func.count())
        .where(reason.is_not(None), _within(vehicle_order.c.sent_at, period))
        .group_by(reason)
    )
    return {row[0]: row[1] for row in (await connection.execute(query)).all()}


async def _calls(connection: AsyncConnection, period: Period) -> Sequence[CountedCall]:
    place = func.row_number().over(
        partition_by=incident_call.c.incident_id,
        order_by=(incident_call.c.joined_at, incident_call.c.call_id),
    )
    joined = select(incident_call.c.call_id, place.label("place")).subquery()
    query = (
        select(
            call.c.offered_at,
            call.c.answered_at,
            call.c.ended_at,
            call.c.ended_by,
            call.c.phone,
            call.c.notes,
            func.coalesce(joined.c.place, 1).label("place"),
        )
        .outerjoin(joined, joined.c.call_id == call.c.id)
        .where(_within(call.c.offered_at, period), call.c.direction == Direction.IN.value)
        .order_by(call.c.offered_at)
    )
    return [
        CountedCall(
            offered_at=row.offered_at,
            answered_at=row.answered_at,
            ended_at=row.ended_at,
            at_seat=_is_at_seat(row.phone),
            cut_off=row.ended_by == EndedBy.EXCHANGE_LOST,
            again=row.place > 1,
            screened=is_screened(read_notes(" ".join(row.notes))),
        )
        for row in await connection.execute(query)
    ]


def _is_at_seat(phone: str | None) -> bool:
    """Tell where a talk was; one that lost its seat and was never taken again names no phone."""
    return phone is None or is_seat_phone(phone)


async def _seat_changes(connection: AsyncConnection, period: Period) -> Sequence[SeatChange]:
    columns = (
        SEAT_NUMBER.label("seat"),
        event.c.recorded_at.label("at"),
        SEAT["state"].as_string().label("state"),
        SEAT["busy_reason"].as_string().label("busy_reason"),
    )
    last_before = (
        select(*columns)
        .where(CHANGES, event.c.recorded_at < period.since)
        .ext(distinct_on(SEAT_NUMBER))
        .order_by(SEAT_NUMBER, event.c.n.desc())
    )
    within = select(*columns).where(CHANGES, _within(event.c.recorded_at, period))
    before = (await connection.execute(last_before)).all()
    after = (await connection.execute(within.order_by(event.c.n))).all()
    return [
        SeatChange(
            row.seat,
            row.at,
            SeatState(row.state),
            BusyReason(row.busy_reason) if row.busy_reason else None,
        )
        for row in (*before, *after)
    ]


async def _count_complaints(connection: AsyncConnection, period: Period) -> int:
    nature = incident.c.form["nature"].as_string()
    query = select(func.count()).where(
        _within(incident.c.opened_at, period), nature == Nature.COMPLAINT.value
    )
    count: int = (await connection.execute(query)).scalar_one()
    return count


async def _call_backs(connection: AsyncConnection, period: Period) -> Sequence[float | None]:
    own = select(task.c.opened_at, task.c.done_at).where(
        _within(task.c.opened_at, period), task.c.kind == TaskKind.CALL_BACK.value
    )
    rows = await connection.execute(own.order_by(task.c.opened_at))
    return [_taken_s(row.opened_at, row.done_at) for row in rows]


async def _dispositions(connection: AsyncConnection, period: Period) -> Mapping[str, int]:
    """Count the talks of a period by what they were; one still wrapped up is in none."""
    of_period = _within(call.c.offered_at, period)
    query = select(call.c.disposition, func.count()).where(
        of_period, call.c.disposition.is_not(None)
    )
    rows = await connection.execute(query.group_by(call.c.disposition))
    return {row[0]: row[1] for row in rows}


def _taken_s(opened_at: datetime, done_at: datetime | None) -> float | None:
    return None if done_at is None else seconds_between(opened_at, done_at)
