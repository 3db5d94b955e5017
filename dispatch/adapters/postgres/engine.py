"""The connection pool of one server, with the bounds of design.md §8.4."""

from typing import TYPE_CHECKING, Any

import structlog
from psycopg.errors import Diagnostic
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

if TYPE_CHECKING:
    from psycopg import AsyncConnection

log = structlog.get_logger()

UNCONFIRMED = "unconfirmed"
STATEMENT_MS = 2_000
_BOUNDS = "-c lock_timeout=1000 -c idle_in_transaction_session_timeout=5000"


def make_engine(
    url: str,
    *,
    connections: int = 10,
    statement_ms: int = STATEMENT_MS,
    further_options: str = "",
) -> AsyncEngine:
    """Make the pool. Statements end after 2 s or what is told, waits for locks after 1 s.

    Keepalives notice a vanished database within seconds.
    """
    engine = create_async_engine(
        url,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=2,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={
            "options": f"-c statement_timeout={statement_ms} {_BOUNDS} {further_options}",
            "connect_timeout": 2,
            "keepalives_idle": 1,
            "keepalives_interval": 1,
            "keepalives_count": 2,
        },
    )
    event.listen(engine.sync_engine, "connect", _watch_notices)
    return engine


def _watch_notices(connection: Any, record: Any) -> None:  # noqa: ANN401 - SQLAlchemy's hook
    """Mark a connection whose commit only one disk confirmed: PostgreSQL calls that a success."""
    driver: AsyncConnection[Any] = connection.driver_connection

    def on_notice(notice: Diagnostic) -> None:
        if "synchronous replication" in (notice.message_primary or ""):
            record.info[UNCONFIRMED] = True
            log.error("database.commit_unconfirmed")

    driver.add_notice_handler(on_notice)
