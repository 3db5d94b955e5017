"""Whole three-field tables: COPY into staging, built beside, swapped by one row."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.adapters.postgres.repositories.subscriber_rows import TABLES
from dispatch.domain.caller import Subscriber
from dispatch.domain.privacy import masked_address, masked_name, masked_number
from dispatch.domain.subscriber_table import (
    SAMPLES,
    DifferenceKind,
    ImportSuperseded,
    TableReport,
    TableSample,
)

if TYPE_CHECKING:
    from psycopg import AsyncConnection as DriverConnection

COLUMNS = "number, owner, address, point, line_kind, source, as_of"
# Only such a transaction may take as long as ten million rows need; it waits for no lock long.
UNBOUNDED = "SET LOCAL statement_timeout = 0"
ROOM = "SET LOCAL work_mem = '128MB'"
COPY = (
    "COPY dispatch.subscriber_incoming"
    " (number, owner, address, lon, lat, line_kind, source, as_of) FROM STDIN"
)
BUILD = """
    INSERT INTO {beside} ({columns})
    SELECT DISTINCT ON (number) number, owner, address,
        ST_SetSRID(ST_MakePoint(lon, lat), 4326), line_kind, source, as_of
    FROM dispatch.subscriber_incoming ORDER BY number, line DESC
"""
COUNT = """
    SELECT count(old.number) AS before, count(new.number) AS after,
        count(*) FILTER (WHERE old.number IS NULL) AS new,
        count(*) FILTER (WHERE new.number IS NULL) AS gone,
        count(*) FILTER (WHERE {changed}) AS changed
    FROM {active} old FULL JOIN {beside} new USING (number)
"""
SAMPLE = """
    SELECT number, old.owner AS old_owner, old.address AS old_address,
        new.owner AS new_owner, new.address AS new_address
    FROM {active} old FULL JOIN {beside} new USING (number) WHERE {which} LIMIT {samples}
"""
CHANGED = """
    old.number IS NOT NULL AND new.number IS NOT NULL AND (
        old.owner <> new.owner OR old.address <> new.address OR old.line_kind <> new.line_kind
        OR ST_AsBinary(old.point) IS DISTINCT FROM ST_AsBinary(new.point))
"""
WHICH = {
    DifferenceKind.NEW: "old.number IS NULL",
    DifferenceKind.CHANGED: CHANGED,
    DifferenceKind.GONE: "new.number IS NULL",
}


class PostgresSubscriberTable:
    """See `dispatch.ports.subscriber_table`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def stage(self, subscribers: Sequence[Subscriber], *, anew: bool) -> None:
        """Keep rows of a file, by COPY; anew forgets those of a file before."""
        await self._run("SET LOCAL statement_timeout = '30s'")
        if anew:
            await self._run("TRUNCATE dispatch.subscriber_incoming")
        raw = await self._connection.get_raw_connection()
        driver = cast("DriverConnection[Any]", raw.driver_connection)
        async with driver.cursor() as cursor, cursor.copy(COPY) as copy:
            for row in subscribers:
                await copy.write_row(_fields(row))

    async def clear_beside(self) -> None:
        """Empty the table that is not in force."""
        _, beside = await self._both()
        await self._run("UPDATE dispatch.subscriber_slot SET beside = NULL")
        await self._run(f"TRUNCATE {beside}")

    async def build_beside(self, import_id: UUID) -> None:
        """Fill it with what was staged; of two rows for one number the later counts."""
        _, beside = await self._both()
        await self._unbound()
        await self._run(BUILD.format(beside=beside, columns=COLUMNS))
        await self._connection.execute(
            text("UPDATE dispatch.subscriber_slot SET beside = :id"), {"id": import_id}
        )

    async def compare(self) -> TableReport:
        """Tell what it would change; takes as long as it takes."""
        active, beside = await self._both()
        await self._unbound()
        tables = {"active": active, "beside": beside}
        counts = (await self._run(COUNT.format(**tables, changed=CHANGED))).mappings().one()
        staged = (await self._run("SELECT count(*) FROM dispatch.subscriber_incoming")).scalar_one()
        samples: list[TableSample] = []
        for kind in DifferenceKind:
            if counts[kind]:
                statement = SAMPLE.format(**tables, which=WHICH[kind], samples=SAMPLES)
                rows = (await self._run(statement)).mappings().all()
                samples += [_sample(kind, row) for row in rows]
        return TableReport(
            before=counts["before"],
            after=counts["after"],
            new=counts["new"],
            changed=counts["changed"],
            gone=counts["gone"],
            repeated=staged - counts["after"],
            samples=tuple(samples),
        )

    async def swap(self, import_id: UUID) -> None:
        """Put it in force in one step; ImportSuperseded when it is another import's."""
        swapped = await self._connection.execute(
            text(
                "UPDATE dispatch.subscriber_slot SET beside = NULL,"
                " active = CASE active WHEN 'a' THEN 'b' ELSE 'a' END WHERE beside = :id"
            ),
            {"id": import_id},
        )
        if swapped.rowcount != 1:
            raise ImportSuperseded

    async def _both(self) -> tuple[str, str]:
        """Name the table in force and the one beside it; nobody swaps until this act ends."""
        found = await self._run("SELECT active FROM dispatch.subscriber_slot FOR UPDATE")
        active = found.scalar_one()
        return TABLES[active], TABLES["b" if active == "a" else "a"]

    async def _unbound(self) -> None:
        await self._run(UNBOUNDED)
        await self._run(ROOM)

    async def _run(self, statement: str) -> Any:  # noqa: ANN401 - a CursorResult of any rows
        return await self._connection.execute(text(statement))


def _fields(row: Subscriber) -> tuple[object, ...]:
    lon, lat = (row.point.lon, row.point.lat) if row.point else (None, None)
    return row.number, row.owner, row.address, lon, lat, row.line_kind.value, row.source, row.as_of


def _sample(kind: DifferenceKind, row: Any) -> TableSample:  # noqa: ANN401 - a row of SAMPLE
    return TableSample(
        kind=kind,
        number=masked_number(row["number"]),
        before=_masked(row["old_owner"], row["old_address"]),
        after=_masked(row["new_owner"], row["new_address"]),
    )


def _masked(owner: str | None, address: str | None) -> str:
    return "" if owner is None else f"{masked_name(owner)} {masked_address(address or '')}".strip()
