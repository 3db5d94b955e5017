"""The road graph as it is kept: a file of arrays, read whole."""

import io
import os
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from gis.routing.arcs import Arcs, arcs_of, turns_of
from gis.routing.joints import Joints, join, main_arcs
from gis.routing.osm import Restriction
from gis.routing.pieces import Pieces
from gis.routing.restrict import restrict

VERSION = 1


class GraphUnusable(Exception):
    """The file is no road graph, or one of another version."""


@dataclass(frozen=True, slots=True)
class Graph:
    """Road pieces, their arcs, and how arcs are joined."""

    pieces: Pieces
    arcs: Arcs
    joints: Joints

    @property
    def main_share(self) -> float:
        """How much of all arcs lies in the largest part that leads everywhere, 0 to 1."""
        count = len(self.arcs.piece)
        return float(np.count_nonzero(main_arcs(self.joints)) / count) if count else 0.0


def assemble(pieces: Pieces, restrictions: list[Restriction]) -> Graph:
    """Make the graph of road pieces."""
    arcs = arcs_of(pieces)
    turns = turns_of(arcs, len(pieces.junctions))
    arcs, turns = restrict(pieces, arcs, turns, restrictions)
    return Graph(pieces, arcs, join(arcs, turns, len(pieces.junctions)))


def save(graph: Graph, out: Path) -> None:
    """Write the file whole or not at all."""
    arrays: dict[str, NDArray[Any]] = {"version": np.array(VERSION)}
    for part in (graph.pieces, graph.arcs, graph.joints):
        arrays |= {
            f"{type(part).__name__}.{field.name}": getattr(part, field.name)
            for field in fields(part)
            if field.name != "names"
        }
    arrays["names"] = np.frombuffer("\n".join(graph.pieces.names).encode(), np.uint8)
    half = out.with_name(out.name + ".half")
    with half.open("wb") as file:
        np.savez(file, allow_pickle=False, **arrays)
        file.flush()
        os.fsync(file.fileno())
    half.replace(out)


def load(path: Path) -> Graph:
    """Read the file; GraphUnusable when it is none, OSError when it is not there."""
    content = io.BytesIO(path.read_bytes())
    try:
        with np.load(content, allow_pickle=False) as kept:
            return _graph(_Kept(dict(kept)))
    except (ValueError, KeyError, EOFError, OSError) as error:
        raise GraphUnusable(str(error)) from error


@dataclass(frozen=True, slots=True)
class _Kept:
    arrays: dict[str, NDArray[Any]]

    def part(self, kind: type[Any], **rest: object) -> Any:  # noqa: ANN401 - one of three
        names = [field.name for field in fields(kind) if field.name not in rest]
        return kind(**{name: self.arrays[f"{kind.__name__}.{name}"] for name in names}, **rest)

    def checked(self) -> Self:
        if int(self.arrays["version"]) != VERSION:
            raise ValueError("made by another version: import the region again")
        return self


def _graph(kept: _Kept) -> Graph:
    arrays = kept.checked().arrays
    names = tuple(arrays["names"].tobytes().decode().split("\n"))
    return Graph(kept.part(Pieces, names=names), kept.part(Arcs), kept.part(Joints))
