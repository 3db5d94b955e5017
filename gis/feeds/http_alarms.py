"""Whether a terminal that speaks HTTP calls for help. No I/O.

Sources: Traccar's decoder of the OsmAnd protocol keeps `alarm` of a query or form as it is, and of
Traccar Client's JSON `location.alarm`, else `location.extras.alarm`; its position forwarding tells
`position.attributes.alarm`, several with commas between. The word for a call for help is `sos`.
"""

import json
from collections.abc import Mapping
from typing import Any

SOS = "sos"


def query_calls_for_help(asked: Mapping[str, str]) -> bool:
    """Whether the parameters of an address or a form do."""
    return _is_sos(asked.get("alarm"))


def json_calls_for_help(body: bytes) -> bool:
    """Whether a JSON body does; what cannot be read calls for nothing."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return False
    location, position = _part(said, "location"), _part(said, "position")
    told = (
        location.get("alarm"),
        _part(location, "extras").get("alarm"),
        _part(position, "attributes").get("alarm"),
    )
    return any(map(_is_sos, told))


def _part(said: object, name: str) -> Mapping[str, Any]:
    part = said.get(name) if isinstance(said, dict) else None
    return part if isinstance(part, dict) else {}


def _is_sos(alarms: object) -> bool:
    return isinstance(alarms, str) and SOS in {one.strip().lower() for one in alarms.split(",")}
