"""Whether a database can search Chinese at all.

Under lc_ctype C it drops every Chinese character from its trigrams and finds garbage.
"""

from typing import Any

import psycopg

from gis.storage.faults import ImportFault


def hears_chinese(connection: psycopg.Connection[tuple[Any, ...]]) -> bool:
    """Tell whether the trigrams of a Chinese name are not empty."""
    row = connection.execute("SELECT cardinality(show_trgm('幸福里'))").fetchone()
    return row is not None and row[0] != 0


def refuse_deaf_search(connection: psycopg.Connection[tuple[Any, ...]]) -> None:
    """Make sure that this database can search Chinese.

    Raises:
        ImportFault: ``search_without_chinese``.
    """
    if not hears_chinese(connection):
        raise ImportFault("search_without_chinese")
