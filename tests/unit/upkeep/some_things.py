"""Contents of kept things for tests."""

from typing import Any
from uuid import UUID

THING, OTHER = UUID(int=71), UUID(int=72)
POWER: dict[str, Any] = {
    "name": "城南供电所",
    "kind": "power",
    "district": "宿城区",
    "point": {"lon": 118.29, "lat": 33.95},
    "address": "青年路1号",
    "telephones": [{"number": "0527-95598", "role": "配网抢修", "hours": "24小时"}],
    "note": "",
}
GAS = POWER | {"name": "燃气公司", "kind": "gas"}
