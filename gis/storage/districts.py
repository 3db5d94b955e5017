"""Which district a point lies in: the smallest one that the file draws."""

from collections.abc import Sequence

import numpy as np
import shapely

from gis.storage.geometry import Points, Shapes


class Districts:
    """Names points by the outlines of districts.

    Args:
        named: Name, administrative level and outline; higher levels are smaller districts.
    """

    def __init__(self, named: Sequence[tuple[str, int]], outlines: Shapes) -> None:
        order = np.argsort([level for _, level in named], kind="stable")
        self._named = [named[index][0] for index in order]
        self._outlines = [outlines[index] for index in order]
        shapely.prepare(np.array(self._outlines, dtype=object))

    def name(self, points: Points) -> list[str]:
        """Give the district of each point, empty where none is drawn."""
        names = np.full(len(points), "", dtype=object)
        for name, outline in zip(self._named, self._outlines, strict=True):
            names[shapely.contains_xy(outline, points[:, 0], points[:, 1])] = name
        return [str(name) for name in names]
