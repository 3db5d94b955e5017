"""What sessions look at; see `dispatch.ports.selections`."""

from dispatch.adapters.postgres.repositories.base import Repository
from dispatch.adapters.postgres.rows import Rows
from dispatch.adapters.postgres.tables.selections import selection
from dispatch.domain.selection import Selection

SELECTIONS = Rows(Selection, selection)


class PostgresSelections(Repository[Selection]):
    """Selections within one transaction."""
