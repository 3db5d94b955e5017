"""The table of chief complaints."""

from collections.abc import Mapping, Sequence

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.adapters.postgres.reading import values
from dispatch.adapters.postgres.rows import Rows
from dispatch.adapters.postgres.tables.incidents import complaint, incident
from dispatch.domain.complaint import Complaint, UsedComplaint, by_own_use
from dispatch.domain.first_complaints import FIRST_COMPLAINTS

COMPLAINTS = Rows(Complaint, complaint)
USES_OF_DAYS = 90


class PostgresComplaints:
    """The table; see `dispatch.ports.complaints`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def list_all(self) -> Sequence[Complaint]:
        """Give the table in its order; before anybody wrote one it is the first table."""
        query = select(complaint).order_by(complaint.c.place)
        return await values(self._connection, COMPLAINTS, query) or FIRST_COMPLAINTS

    async def replace(self, table: Sequence[Complaint]) -> None:
        """Store a whole table instead."""
        rows = [
            {
                "code": one.code,
                "place": place,
                "name": one.name,
                "english": one.english,
                "needs": list(one.needs),
                "priority": one.priority,
            }
            for place, one in enumerate(table)
        ]
        await self._connection.execute(delete(complaint))
        await self._connection.execute(insert(complaint), rows)


async def list_used(connection: AsyncConnection, staff_number: str) -> Sequence[UsedComplaint]:
    """Give the table, what a person used most often in the last ninety days first."""
    table = await PostgresComplaints(connection).list_all()
    return by_own_use(table, await _count_uses(connection, staff_number))


async def _count_uses(connection: AsyncConnection, staff_number: str) -> Mapping[str, int]:
    code = incident.c.form["complaint"].as_string().label("code")
    query = (
        select(code, func.count())
        .where(
            incident.c.opened_by == staff_number,
            incident.c.opened_at > func.now() - func.make_interval(0, 0, 0, USES_OF_DAYS),
            code.is_not(None),
        )
        .group_by(code)
    )
    rows = (await connection.execute(query)).all()
    return {row[0]: row[1] for row in rows}
