"""Rules of dispatch, and what recommendations were made from."""

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import RowMapping, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.adapters.postgres.rows import Rows
from dispatch.adapters.postgres.tables.recommendation import dispatch_rules, kept_recommendation
from dispatch.domain.dispatch_rules import DispatchRules, RulesChangedMeanwhile
from dispatch.domain.kept_recommendation import KeptRecommendation
from dispatch.domain.recommendation import Basis

RULES = Rows(DispatchRules, dispatch_rules)
BASIS = TypeAdapter(Basis)


class PostgresDispatchRules:
    """See `dispatch.ports.dispatch_rules`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def current(self) -> DispatchRules:
        """Give the rules in force."""
        newest = select(dispatch_rules).order_by(dispatch_rules.c.version.desc()).limit(1)
        row = (await self._connection.execute(newest)).mappings().one_or_none()
        return RULES.value(row) if row else DispatchRules()

    async def add(self, rules: DispatchRules) -> None:
        """Put a next version in force; RulesChangedMeanwhile when there is one already."""
        try:
            await self._connection.execute(insert(dispatch_rules).values(RULES.row(rules)))
        except IntegrityError:
            raise RulesChangedMeanwhile(version=rules.version) from None


class PostgresKeptRecommendations:
    """See `dispatch.ports.kept_recommendations`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, kept: KeptRecommendation) -> None:
        """Keep one. It is text, not jsonb: that would write numbers anew."""
        row = {
            "id": kept.id,
            "incident_id": kept.incident_id,
            "order_ids": list(kept.order_ids),
            "made_at": kept.made_at,
            "map_version": kept.map_version,
            "listed": kept.listed,
            "basis": BASIS.dump_json(kept.basis).decode() if kept.basis else "",
            "left_out": kept.left_out,
        }
        await self._connection.execute(insert(kept_recommendation).values(row))


def kept_of(row: RowMapping) -> KeptRecommendation:
    """Read one; its basis is None when it was written in another version's shape."""
    return KeptRecommendation(
        id=row["id"],
        incident_id=row["incident_id"],
        order_ids=tuple(row["order_ids"]),
        made_at=row["made_at"],
        map_version=row["map_version"],
        listed=row["listed"],
        basis=_basis(row["basis"]),
        left_out=row["left_out"],
    )


def _basis(text: str) -> Basis | None:
    try:
        return BASIS.validate_json(text)
    except ValidationError:
        return None
