"""What a fault of the database means to whoever asked, told in this one place."""

import psycopg
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from dispatch.ports.commands import DatabaseAway, ValueUnusable

UNREACHED = (OSError, PoolExhausted)


def told(error: DBAPIError) -> Exception:
    """Give the refusal that a fault amounts to; a fault of the program stays what it is."""
    if isinstance(error.orig, psycopg.DataError):
        return ValueUnusable()
    if isinstance(error, OperationalError | InterfaceError) or error.connection_invalidated:
        return DatabaseAway()
    return error
