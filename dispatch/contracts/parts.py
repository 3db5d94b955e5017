"""System lamps on the wire."""

from datetime import datetime
from typing import Literal

from dispatch.contracts.base import View


class PartView(View):
    """One lamp as one server sees it.

    Named database or roads, or by kind: exchange:NAME, recorder:NAME, server:NAME, feed:NAME,
    trunk:NAME.
    """

    name: str
    observer: str
    state: Literal["well", "degraded", "failed"]
    since: datetime
    code: str | None
