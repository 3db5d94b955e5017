"""Vehicle terminals: admissions, who was seen, and texts to them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from dispatch.domain.terminal import Admission, Downlink, SeenTerminal


class TerminalRepository(Protocol):
    """Admissions, by the number of the terminal."""

    async def find(self, phone: str, /) -> Admission | None:
        """Find an admission, in force or revoked."""
        ...

    async def list_phones(self, vehicle_ids: Collection[UUID], /) -> Sequence[str]:
        """Give the numbers of these vehicles' admitted terminals; of none, those of all."""
        ...

    async def save(self, admission: Admission, /) -> None:
        """Store one, new or changed."""
        ...


@dataclass(frozen=True, slots=True)
class NewDownlink:
    """A text to be sent; the id is made of what it tells, so that it is queued once."""

    id: UUID
    phone: str
    text: str
    expires_at: datetime
    order_id: UUID | None = None
    revision: int | None = None
    message_id: UUID | None = None


class Downlinks(Protocol):
    """The table that the ports of terminals read. All raise DatabaseAway."""

    async def queue(self, new: Sequence[NewDownlink]) -> None:
        """Queue texts once; what is too old already is not, and an older revision is given up."""
        ...

    async def expire(self) -> None:
        """End what no terminal took in time."""
        ...

    async def list_untold(self) -> Sequence[Downlink]:
        """Give those whose state was not told yet, oldest first."""
        ...

    async def note_told(self, downlink: Downlink) -> None:
        """Note that a state was told; one that is another by now is told again."""
        ...

    async def list_recent(self) -> Sequence[Downlink]:
        """Give those of the last twelve hours, newest first."""
        ...


class TerminalDesk(Downlinks, Protocol):
    """Reads outside of commands, beside the texts. All raise DatabaseAway."""

    async def list_seen(self) -> Sequence[SeenTerminal]:
        """Give all terminals that were seen or admitted, newest first."""
        ...

    async def find_phone_of(self, vehicle_id: UUID) -> str | None:
        """Find the admitted terminal of a vehicle."""
        ...
