"""Texts for terminals: which is due, and what became of it; as the role d120_gis.

A text is marked as sent before it is: a process that dies between sends it again, and a terminal
may then show one text twice, but never none. One text after the other goes to each terminal, so
that a change never overtakes its order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from gis.feeds.jt808.downward import Result
from gis.fleet.terminals.store import Connection

AGAIN_AFTER_S = 10
MAX_TRIES = 3
MAX_DUE = 200
DUE = f"""
    WITH head AS (
        SELECT DISTINCT ON (phone) id, phone, text, state, sent_at
        FROM gis.device_downlink
        WHERE phone = ANY(%s) AND state IN ('QUEUED', 'SENT') AND expires_at > now()
        ORDER BY phone, queued_at, id)
    UPDATE gis.device_downlink AS link
    SET state = 'SENT', tries = tries + 1, sent_at = now(), told = told AND head.state = 'SENT'
    FROM (SELECT * FROM head
          WHERE state = 'QUEUED' OR sent_at < now() - interval '{AGAIN_AFTER_S} seconds'
          LIMIT {MAX_DUE}) AS head
    WHERE link.id = head.id AND link.tries < {MAX_TRIES}
    RETURNING link.id, link.phone, link.text
"""  # noqa: S608 - constants of this module
GIVE_UP = f"""
    UPDATE gis.device_downlink SET state = 'FAILED', reason = 'no_answer', ended_at = now(),
        told = false
    WHERE state = 'SENT' AND tries >= {MAX_TRIES}
        AND sent_at < now() - interval '{AGAIN_AFTER_S} seconds'
"""  # noqa: S608 - constants of this module
ANSWERED = """
    UPDATE gis.device_downlink SET state = %s, reason = %s, ended_at = now(), told = false
    WHERE id = %s AND state = 'SENT'
"""
REASONS = {
    Result.FAILED: "terminal_failed",
    Result.WRONG: "terminal_wrong",
    Result.NOT_SUPPORTED: "not_supported",
}


@dataclass(frozen=True, slots=True)
class Due:
    """A text that is to be sent now; it is marked already."""

    id: UUID
    phone: str
    text: str


async def take_due(connection: Connection, phones: Sequence[str]) -> list[Due]:
    """Give what is to be sent to terminals that listen now, and give up what none answered."""
    await connection.execute(GIVE_UP.encode())
    if not phones:
        return []
    rows = await (await connection.execute(DUE.encode(), (list(phones),))).fetchall()
    return [Due(*row) for row in rows]


async def settle(connection: Connection, downlink_id: UUID, result: int) -> None:
    """Keep what a terminal answered; what it says a second time changes nothing."""
    done = result == Result.DONE
    reason = None if done else REASONS.get(Result(result) if result in REASONS else Result.FAILED)
    state = "ACKNOWLEDGED" if done else "FAILED"
    await connection.execute(ANSWERED, (state, reason, downlink_id))
