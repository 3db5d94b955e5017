"""Whether a caller speaks of an incident that is known: near by, and the same complaint."""

from collections.abc import Iterable, Mapping
from typing import Any

NEAR = frozenset({"near", "same_road"})

Shown = Mapping[str, Any]


def same_incident(
    own: Shown, duplicates: Iterable[Shown], incidents: Iterable[Shown]
) -> str | None:
    """Find the incident that this one is the same as.

    Two people who fall ill at one crossing are two incidents; two calls about one crash are one.

    Args:
        own: The incident of the call.
        duplicates: What the centre thinks may be the same, likeliest first.
        incidents: All of the board.
    """
    complaints = {one["id"]: one["form"]["complaint"] for one in incidents}
    wanted = own["form"]["complaint"]
    near = (one["incident_id"] for one in duplicates if one["why"] in NEAR)
    return next((id_ for id_ in near if wanted and complaints.get(id_) == wanted), None)
