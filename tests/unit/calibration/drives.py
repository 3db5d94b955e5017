"""Drives as they are kept, made by hand."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from dispatch.domain.calibration import Drive
from dispatch.domain.travel import TravelMode
from tests.unit.memory_transaction import NOON

ZONE = "Asia/Shanghai"


def drive(real_s: float, *, hour: int = 8, **but: Any) -> Drive:
    """Give a good drive of 3 km, told as 300 s; the hour is the centre's, in Shanghai."""
    departed_at = NOON.replace(hour=0, minute=10) + timedelta(hours=hour - 8)
    arrived_at = departed_at + timedelta(seconds=real_s)
    return replace(Drive(departed_at, arrived_at, TravelMode.ROAD, 300.0, 3000.0), **but)
