"""The turn restrictions of a region, kept beside its graph."""

import json
from dataclasses import asdict
from pathlib import Path

from gis.routing.osm import Restriction

FILE = "restrictions.json"


def keep_restrictions(restrictions: list[Restriction], folder: Path) -> None:
    """Write them into the region's folder."""
    text = json.dumps([asdict(one) for one in restrictions])
    (folder / FILE).write_text(text, encoding="utf-8")


def kept_restrictions(folder: Path) -> list[Restriction] | None:
    """Read them; None where an older import has kept none."""
    file = folder / FILE
    if not file.is_file():
        return None
    return [
        Restriction(
            only=one["only"],
            u_turn=one["u_turn"],
            from_ways=tuple(one["from_ways"]),
            via_node=one["via_node"],
            via_ways=tuple(one["via_ways"]),
            to_ways=tuple(one["to_ways"]),
            not_for_us=one.get("not_for_us", False),
        )
        for one in json.loads(file.read_text(encoding="utf-8"))
    ]
