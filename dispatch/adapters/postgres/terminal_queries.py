"""Terminals that were seen, and texts to them; both lie in the schema of positions."""

from collections.abc import Sequence
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.reading import reading
from dispatch.domain.terminal import Downlink, SeenTerminal
from dispatch.ports.terminals import NewDownlink

MOST_TOLD = 100
MOST_RECENT = 500
_SEEN = text("""
SELECT phone, feed, version, plate, maker_told AS maker, model_told AS model,
  terminal_told AS terminal, address, first_seen_at, last_seen_at, connected, doubled, counts,
  faults
FROM gis.terminal_seen ORDER BY last_seen_at DESC LIMIT 5000
""")
_ADMITTED = text("""
SELECT phone, admitted_by, admitted_at, revoked_by, revoked_at,
  vehicle.id AS vehicle_id
FROM dispatch.terminal_admission LEFT JOIN dispatch.vehicle ON tracker = phone
""")
_PHONE_OF = text("""
SELECT phone FROM dispatch.terminal_admission JOIN dispatch.vehicle ON tracker = phone
WHERE vehicle.id = :vehicle_id AND revoked_at IS NULL
""")
_VEHICLES = text("SELECT tracker, id FROM dispatch.vehicle WHERE tracker IS NOT NULL")
# An id is made of what the text tells: whoever queues it again changes nothing.
_QUEUE = text("""
INSERT INTO gis.device_downlink
  (id, phone, text, order_id, revision, message_id, queued_at, expires_at, state)
SELECT :id, :phone, :text, :order_id, :revision, :message_id, clock_timestamp(), :expires_at,
  'QUEUED' WHERE CAST(:expires_at AS timestamptz) > now()
ON CONFLICT (id) DO NOTHING
""")
_SUPERSEDE = text("""
UPDATE gis.device_downlink
SET state = 'FAILED', reason = 'superseded', ended_at = now(), told = false
WHERE order_id = :order_id AND phone = :phone AND state = 'QUEUED' AND revision < :revision
""")
_EXPIRE = text("""
UPDATE gis.device_downlink SET state = 'EXPIRED', ended_at = now(), told = false
WHERE state IN ('QUEUED', 'SENT') AND expires_at <= now()
""")
_LINK = """
SELECT id, phone, order_id, revision, message_id, state, reason,
  coalesce(ended_at, sent_at, queued_at) AS at FROM gis.device_downlink
"""
_UNTOLD = text(_LINK + " WHERE NOT told ORDER BY queued_at, id LIMIT :most")
_RECENT = text(
    _LINK + " WHERE queued_at > now() - interval '12 hours' ORDER BY queued_at DESC LIMIT :most"
)
_TOLD = text("UPDATE gis.device_downlink SET told = true WHERE id = :id AND state = :state")

_SEEN_TERMINAL, _DOWNLINK = TypeAdapter(SeenTerminal), TypeAdapter(Downlink)


class PostgresTerminalDesk:
    """See `dispatch.ports.terminals`.

    Args:
        engine: A pool of the role d120_dispatch.
        gis_engine: A pool of the role d120_gis.
    """

    def __init__(self, engine: AsyncEngine, gis_engine: AsyncEngine) -> None:
        self._engine, self._gis_engine = engine, gis_engine

    async def list_seen(self) -> Sequence[SeenTerminal]:
        """Give all terminals that were seen or admitted, newest first."""
        async with reading(self._gis_engine) as connection:
            seen = (await connection.execute(_SEEN)).mappings().all()
        async with reading(self._engine) as connection:
            rows = (await connection.execute(_ADMITTED)).mappings().all()
        admitted = {row["phone"]: dict(row) for row in rows}
        return [
            _SEEN_TERMINAL.validate_python({**admitted.get(row["phone"], {}), **row})
            for row in seen
        ]

    async def find_phone_of(self, vehicle_id: UUID) -> str | None:
        """Find the admitted terminal of a vehicle."""
        async with reading(self._engine) as connection:
            result = await connection.execute(_PHONE_OF, {"vehicle_id": vehicle_id})
            phone: str | None = result.scalar_one_or_none()
        return phone

    async def queue(self, new: Sequence[NewDownlink]) -> None:
        """Queue texts once; what is too old already is not, and an older revision is given up."""
        async with reading(self._gis_engine) as connection:
            for one in new:
                row = {
                    "id": one.id,
                    "phone": one.phone,
                    "text": one.text,
                    "order_id": one.order_id,
                    "revision": one.revision,
                    "message_id": one.message_id,
                    "expires_at": one.expires_at,
                }
                if one.order_id is not None:
                    await connection.execute(
                        _SUPERSEDE, {key: row[key] for key in ("order_id", "phone", "revision")}
                    )
                await connection.execute(_QUEUE, row)

    async def expire(self) -> None:
        """End what no terminal took in time."""
        async with reading(self._gis_engine) as connection:
            await connection.execute(_EXPIRE)

    async def list_untold(self) -> Sequence[Downlink]:
        """Give those whose state was not told yet, oldest first."""
        async with reading(self._gis_engine) as connection:
            rows = (await connection.execute(_UNTOLD, {"most": MOST_TOLD})).mappings().all()
        return await self._links([dict(row) for row in rows])

    async def note_told(self, downlink: Downlink) -> None:
        """Note that a state was told; one that is another by now is told again."""
        told = {"id": downlink.id, "state": downlink.state}
        async with reading(self._gis_engine) as connection:
            await connection.execute(_TOLD, told)

    async def list_recent(self) -> Sequence[Downlink]:
        """Give those of the last twelve hours, newest first."""
        async with reading(self._gis_engine) as connection:
            rows = (await connection.execute(_RECENT, {"most": MOST_RECENT})).mappings().all()
        return await self._links([dict(row) for row in rows])

    async def _links(self, rows: list[dict[str, object]]) -> Sequence[Downlink]:
        if not rows:
            return ()
        async with reading(self._engine) as connection:
            found = (await connection.execute(_VEHICLES)).all()
        vehicles = {row.tracker: row.id for row in found}
        return [
            _DOWNLINK.validate_python({**row, "vehicle_id": vehicles.get(row["phone"])})
            for row in rows
        ]
