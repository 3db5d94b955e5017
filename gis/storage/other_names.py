"""Second, short and former names, and the names of bridges and tunnels: rows of their own."""

from collections.abc import Iterable, Iterator

from gis.storage.kinds import Tags
from gis.storage.reading import Road

_OTHER = ("alt_name", "old_name", "loc_name", "short_name", "official_name", "nickname")
_STRUCTURES = {"bridge": "bridge:name", "tunnel": "tunnel:name"}
OTHER_NAME = "other_name"
"""The class of a row that only stands for another name: the map draws none of them."""


def other_names(tags: Tags) -> tuple[str, ...]:
    """Give the names beside the main one, each once."""
    said = (one.strip() for tag in _OTHER for one in tags.get(tag, "").split(";"))
    return tuple(dict.fromkeys(one for one in said if one and one != tags.get("name")))


def other_names_of_roads(roads: Iterable[Road]) -> dict[str, tuple[str, ...]]:
    """Give the other names of every road by its name: its pieces may know different ones."""
    found: dict[str, dict[str, None]] = {}
    for road in roads:
        if others := other_names(road.tags):
            found.setdefault(road.tags.get("name", ""), {}).update(dict.fromkeys(others))
    return {name: tuple(others) for name, others in found.items() if name}


def structures(roads: Iterable[Road]) -> Iterator[tuple[int, str, str]]:
    """Give the index of each road that is a named bridge or tunnel, what it is and its name."""
    for index, road in enumerate(roads):
        for kind, tag in _STRUCTURES.items():
            if name := road.tags.get(tag, ""):
                yield index, kind, name
