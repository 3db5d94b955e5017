"""That a person has acknowledged an emergency is told to its terminal; as the role d120_gis."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from gis.fleet.terminals.store import Connection

AGAIN_AFTER_S = 10
MAX_TRIES = 3
DUE = f"""
    UPDATE gis.emergency_confirmation SET tries = tries + 1, sent_at = now()
    WHERE device = ANY(%s) AND result IS NULL AND tries < {MAX_TRIES}
        AND (sent_at IS NULL OR sent_at < now() - interval '{AGAIN_AFTER_S} seconds')
    RETURNING emergency_id, raisings, device
"""  # noqa: S608 - constants of this module
GIVE_UP = f"""
    UPDATE gis.emergency_confirmation SET result = 'no_answer'
    WHERE result IS NULL AND tries >= {MAX_TRIES}
        AND sent_at < now() - interval '{AGAIN_AFTER_S} seconds'
"""  # noqa: S608 - constants of this module
CONFIRMED = """
    UPDATE gis.emergency_confirmation SET result = %s
    WHERE emergency_id = %s AND raisings = %s AND result IS NULL
"""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A person has acknowledged; the terminal is to be told."""

    emergency_id: UUID
    raisings: int
    device: str


async def take_confirmations(connection: Connection, devices: Sequence[str]) -> list[Confirmation]:
    """Give what is to be told to terminals that listen now, and give up what none answered."""
    await connection.execute(GIVE_UP.encode())
    if not devices:
        return []
    rows = await (await connection.execute(DUE.encode(), (list(devices),))).fetchall()
    return [Confirmation(*row) for row in rows]


async def settle_confirmation(connection: Connection, told: Confirmation, result: str) -> None:
    """Keep what a terminal answered."""
    await connection.execute(CONFIRMED, (result, told.emergency_id, told.raisings))
