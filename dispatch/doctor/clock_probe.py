"""Reads which clocks the servers saw jump or go apart."""

import psycopg

from dispatch.doctor.checks.clock_steps import Jump

SEEN = """
    SELECT name, by_s FROM dispatch.clock
    WHERE stepped_at BETWEEN now() - INTERVAL '1 day' AND now() + INTERVAL '1 day'
    UNION ALL
    SELECT DISTINCT substr(name, 7), NULL::double precision FROM dispatch.part
    WHERE name LIKE 'clock:%' AND code = 'clock_apart'
    ORDER BY 1
"""


def ask_clock_steps(dsn: str) -> list[Jump] | None:
    """Give them by name; None where the database does not tell."""
    try:
        with psycopg.connect(dsn, connect_timeout=3) as connection:
            return [Jump(name, by_s) for name, by_s in connection.execute(SEEN).fetchall()]
    except (psycopg.Error, OSError):
        return None
