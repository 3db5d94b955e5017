"""Emergency keys of terminals: where they are kept, and what the feeds have heard of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from dispatch.domain.emergency import Emergency, Raising


class EmergencyRepository(Protocol):
    """Emergencies, each locked until the transaction ends once it was read."""

    async def get(self, emergency_id: UUID, /) -> Emergency:
        """Give one; EmergencyNotFound."""
        ...

    async def find_open(self, device: str, /) -> Emergency | None:
        """Find the one of a terminal that is not ended."""
        ...

    async def save(self, emergency: Emergency, /) -> None:
        """Store what changed, or a new one."""
        ...


@dataclass(frozen=True, slots=True)
class Gone:
    """A terminal has taken its bit back after a press.

    Args:
        raising_id: Of the press.
        gone_at: By the terminal's clock, where that can be.
    """

    raising_id: UUID
    device: str
    gone_at: datetime


@dataclass(frozen=True, slots=True)
class MenuKey:
    """A driver has pressed a key of his terminal's menu."""

    id: UUID
    device: str
    feed: str
    event_id: int
    heard_at: datetime


class EmergencyDesk(Protocol):
    """The tables that the feeds write. All raise DatabaseAway."""

    async def list_raised(self) -> Sequence[Raising]:
        """Give presses that no command has taken yet, the oldest first."""
        ...

    async def note_raised(self, raising: Raising) -> None:
        """Note that a command has it."""
        ...

    async def list_gone(self) -> Sequence[Gone]:
        """Give bits that were taken back, of presses that a command has, the oldest first."""
        ...

    async def note_gone(self, gone: Gone) -> None:
        """Note that a command has it."""
        ...

    async def list_menu_keys(self) -> Sequence[MenuKey]:
        """Give menu keys that no command has taken yet, the oldest first."""
        ...

    async def note_menu_key(self, key: MenuKey) -> None:
        """Note that a command has it."""
        ...

    async def confirm(self, emergency_id: UUID, raisings: int, device: str) -> None:
        """Let the terminal be told that a person has acknowledged; once for each press."""
        ...
