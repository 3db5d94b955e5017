"""What the servers say of a part of the system."""

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.reading import reading
from dispatch.adapters.postgres.tables.centre import part
from dispatch.domain.part import PartState


class PostgresPartQueries:
    """Lamps as other servers told them."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def is_well_elsewhere(self, name: str, observer: str) -> bool:
        """Tell whether another server, not itself failed, said last that a part does not fail.

        A server that died in the same moment can take nothing back: what it said counts for nothing
        once the observer's own lamp of it is red.
        """
        said = part.alias("said")
        lamp = part.alias("lamp")
        dead = exists().where(
            lamp.c.name == "server:" + said.c.observer,
            lamp.c.observer == observer,
            lamp.c.state == PartState.FAILED,
        )
        query = select(
            exists().where(
                said.c.name == name,
                said.c.observer != observer,
                said.c.state != PartState.FAILED,
                ~dead,
            )
        )
        async with reading(self._engine) as connection:
            return bool((await connection.execute(query)).scalar_one())
