"""Rows of the mission table, read from `tests/mission.toml`."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

ROWS_FILE = Path(__file__).parents[1] / "mission.toml"


@dataclass(frozen=True, slots=True)
class Row:
    """One function that a tender names."""

    id: str
    zh: str
    en: str
    document: str | None = None
    """`path#anchor` of the text that answers the row."""
    adapted: str | None = None
    """What is done instead of the letter of the founding document."""
    missing: str | None = None
    """What the row asks for beyond what its tests show; then it is shown in part only."""
    left_out: str | None = None
    """Why the row does not belong."""


def load_rows(path: Path = ROWS_FILE) -> dict[str, Row]:
    """Read the table in its written order."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {row_id: Row(id=row_id, **fields) for row_id, fields in table.items()}
