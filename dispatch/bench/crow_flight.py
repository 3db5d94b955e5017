"""How often the nearest vehicle by crow's flight is not the first to arrive, and by how much."""

from collections.abc import Mapping, Sequence
from typing import Any

from dispatch.bench.result import percentile
from gis.datum import Wgs84
from gis.geodesy import distance_m


def loss_s(ranked: Sequence[Mapping[str, Any]], where: Mapping[str, Wgs84], scene: Wgs84) -> int:
    """Give how much later the nearest by crow's flight arrives than the first; 0 for as good.

    Args:
        ranked: The answer's vehicles, each with its time by road.
        where: Where each vehicle stands, by name.
        scene: Where they drive to.
    """
    reached = [one for one in ranked if one["travel_s"] is not None and one["name"] in where]
    if not reached:
        return 0
    crow = min(reached, key=lambda one: (distance_m(where[one["name"]], scene), one["name"]))
    best_s = min(one["travel_s"] for one in reached)
    return int(crow["travel_s"] - best_s)


def crow_flight(losses_s: Sequence[int]) -> Mapping[str, object]:
    """Sum up over all incidents."""
    wrong = [loss for loss in losses_s if loss > 0]
    return {
        "incidents": len(losses_s),
        "wrong_nearest_share": round(len(wrong) / len(losses_s), 3) if losses_s else None,
        "loss_s_p50": percentile(wrong, 50),
        "loss_s_p95": percentile(wrong, 95),
    }
