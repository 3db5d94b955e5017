"""What the feeds have heard of emergency keys, as the role d120_gis."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, text
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.reading import reading
from dispatch.domain.emergency import Raising
from dispatch.ports.emergencies import Gone, MenuKey
from gis.datum import Wgs84

_RAISED = text("""
SELECT id, device, feed, raised_at, heard_at, lon, lat FROM gis.terminal_emergency
WHERE NOT raised_told ORDER BY heard_at, id LIMIT 100
""")
_GONE = text("""
SELECT id, device, gone_at FROM gis.terminal_emergency
WHERE raised_told AND gone_at IS NOT NULL AND NOT gone_told ORDER BY heard_at, id LIMIT 100
""")
_RAISED_TOLD = text("UPDATE gis.terminal_emergency SET raised_told = true WHERE id = :id")
_GONE_TOLD = text("UPDATE gis.terminal_emergency SET gone_told = true WHERE id = :id")
_MENU_KEYS = text("""
SELECT id, device, feed, event_id, heard_at FROM gis.terminal_report
WHERE NOT told ORDER BY heard_at, id LIMIT 100
""")
_MENU_KEY_TOLD = text("UPDATE gis.terminal_report SET told = true WHERE id = :id")
_CONFIRM = text("""
INSERT INTO gis.emergency_confirmation (emergency_id, raisings, device)
VALUES (:emergency_id, :raisings, :device) ON CONFLICT DO NOTHING
""")


class PostgresEmergencyDesk:
    """See `dispatch.ports.emergencies`.

    Args:
        engine: A pool of the role d120_gis.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def list_raised(self) -> Sequence[Raising]:
        """Give presses that no command has taken yet, the oldest first."""
        async with reading(self._engine) as connection:
            rows = (await connection.execute(_RAISED)).mappings().all()
        return [_raising(row) for row in rows]

    async def note_raised(self, raising: Raising) -> None:
        """Note that a command has it."""
        async with reading(self._engine) as connection:
            await connection.execute(_RAISED_TOLD, {"id": raising.id})

    async def list_gone(self) -> Sequence[Gone]:
        """Give bits that were taken back, of presses that a command has, the oldest first."""
        async with reading(self._engine) as connection:
            rows = (await connection.execute(_GONE)).all()
        return [Gone(*row) for row in rows]

    async def note_gone(self, gone: Gone) -> None:
        """Note that a command has it."""
        async with reading(self._engine) as connection:
            await connection.execute(_GONE_TOLD, {"id": gone.raising_id})

    async def list_menu_keys(self) -> Sequence[MenuKey]:
        """Give menu keys that no command has taken yet, the oldest first."""
        async with reading(self._engine) as connection:
            rows = (await connection.execute(_MENU_KEYS)).all()
        return [MenuKey(*row) for row in rows]

    async def note_menu_key(self, key: MenuKey) -> None:
        """Note that a command has it."""
        async with reading(self._engine) as connection:
            await connection.execute(_MENU_KEY_TOLD, {"id": key.id})

    async def confirm(self, emergency_id: UUID, raisings: int, device: str) -> None:
        """Let the terminal be told that a person has acknowledged; once for each press."""
        row: dict[str, Any] = {
            "emergency_id": emergency_id,
            "raisings": raisings,
            "device": device,
        }
        async with reading(self._engine) as connection:
            await connection.execute(_CONFIRM, row)


def _raising(row: RowMapping) -> Raising:
    point = None if row["lon"] is None else Wgs84(row["lon"], row["lat"])
    told = (row["id"], row["device"], row["feed"], row["raised_at"], row["heard_at"])
    return Raising(*told, point)
