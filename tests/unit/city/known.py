"""An instant for rows that want one."""

from datetime import UTC, datetime

AT = datetime(2026, 3, 1, tzinfo=UTC)
