"""Roads with forbidden paths as a plain directed graph, which any shortest-path search reads.

A state is a vertex and as much of the drive to it as some forbidden path may still grow from. What
a path costs is paid where it is completed. Nothing is simplified: the graph is large, and exact.
"""

from collections.abc import Iterator, Sequence

from dispatch.bench.exported_roads import NEVER_S, Edge, Forbidden

Drive = tuple[int, ...]
State = tuple[int, Drive]


class TurnStates:
    """Expands edges and forbidden paths.

    Args:
        edges: All of them.
        forbidden: Paths that cost more than their edges.
    """

    def __init__(self, edges: Sequence[Edge], forbidden: Sequence[Forbidden]) -> None:
        self._leaving: dict[int, list[tuple[int, int, float]]] = {}
        for edge in edges:
            way = (edge.id, edge.target, edge.cost_s)
            self._leaving.setdefault(edge.source, []).append(way)
        self._costs_s: dict[Drive, float] = {}
        for one in forbidden:
            self._costs_s[one.path] = max(one.cost_s, self._costs_s.get(one.path, 0.0))
        self._beginnings = {path[:size] for path in self._costs_s for size in range(1, len(path))}
        self._numbers: dict[State, int] = {}

    def number(self, state: State) -> int:
        """Give the number of a state."""
        return self._numbers.setdefault(state, len(self._numbers) + 1)

    def arcs(self, starts: Sequence[int]) -> Iterator[tuple[int, int, float]]:
        """Give every arc between states that can be reached from vertices, with its seconds."""
        waiting: list[State] = [(vertex, ()) for vertex in dict.fromkeys(starts)]
        known = set(waiting)
        while waiting:
            vertex, drive = state = waiting.pop()
            for edge, target, cost_s in self._leaving.get(vertex, ()):
                after, extra_s = self._driven(drive, edge)
                if extra_s >= NEVER_S:
                    continue
                reached = (target, after)
                yield self.number(state), self.number(reached), cost_s + extra_s
                if reached not in known:
                    known.add(reached)
                    waiting.append(reached)

    def at(self, vertices: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Give each of these vertices with the number of every state at it."""
        wanted = set(vertices)
        return ((one[0], number) for one, number in self._numbers.items() if one[0] in wanted)

    def _driven(self, drive: Drive, edge: int) -> tuple[Drive, float]:
        """Give what is to be remembered after an edge, and what it costs besides."""
        grown = (*drive, edge)
        ends = [grown[size:] for size in range(len(grown))]
        extra_s = max((self._costs_s.get(end, 0.0) for end in ends), default=0.0)
        return next((end for end in ends if end in self._beginnings), ()), extra_s
