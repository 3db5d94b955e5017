"""Asks the database which dedicated lines the site has, for the check to judge."""

import psycopg
from pydantic import TypeAdapter

from dispatch.config import Settings
from dispatch.domain.line import LinePlan, LineWarning, line_warnings

LINES = TypeAdapter(tuple[LinePlan, ...])
QUESTION = """
    SELECT coalesce(settings -> 'lines', '[]'::jsonb),
           (SELECT coalesce(array_agg(code ORDER BY code), '{}') FROM dispatch.station)
      FROM dispatch.site ORDER BY version DESC LIMIT 1
"""


def ask_line_warnings(settings: Settings) -> tuple[LineWarning, ...] | None:
    """Ask what is lacking of the lines; None when nobody answers."""
    try:
        with psycopg.connect(settings.dsn("dispatch"), connect_timeout=3) as connection:
            row = connection.execute(QUESTION).fetchone()
    except (psycopg.Error, OSError):
        return None
    return line_warnings(LINES.validate_python(row[0]), row[1]) if row else None
