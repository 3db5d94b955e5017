"""How far the procedure of a silent call has come; it stands in the call's row."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SilentCheck:
    """The procedure of a silent call 空话, as far as it has come; see `domain/silent_call.py`.

    Args:
        asks: How often the caller heard the question.
        keys: What he pressed, as the exchange told it: 0-9, *, #, A-D.
    """

    started_at: datetime
    started_by: str
    asked_at: datetime | None = None
    asks: int = 0
    keys: str = ""
    key_at: datetime | None = None
    called_back_at: datetime | None = None
    located_at: datetime | None = None
