"""System lamps on the wire."""

from datetime import datetime
from typing import Literal

from dispatch.contracts.base import View


class PartView(View):
    """One lamp: exchange:NAME, recorder:NAME, database, server:NAME, roads, feed:NAME, as one server sees it."""

    name: str
    observer: str
    state: Literal["well", "degraded", "failed"]
    since: datetime
    code: str | None
