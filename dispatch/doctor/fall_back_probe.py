"""Reads the last trial of the gateway's fall-back."""

import psycopg

from dispatch.doctor.checks.fall_back import Trial
from dispatch.domain.fall_back import VERB, WORKED

LAST = """
    SELECT extract(day FROM now() - at)::int, subject, actor
    FROM dispatch.audit WHERE verb = %s ORDER BY at DESC, id DESC LIMIT 1
"""


def ask_fall_back(dsn: str) -> list[Trial] | None:
    """Give the last trial, if there was one; None where the database does not tell."""
    try:
        with psycopg.connect(dsn, connect_timeout=3) as connection:
            rows = connection.execute(LAST, [VERB]).fetchall()
    except (psycopg.Error, OSError):
        return None
    return [Trial(days, said == WORKED, actor.partition(":")[2]) for days, said, actor in rows]
