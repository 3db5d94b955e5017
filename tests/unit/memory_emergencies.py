"""Emergencies over a dictionary; see `dispatch.ports.emergencies`."""

from dataclasses import dataclass, field
from uuid import UUID

from dispatch.domain.emergency import Emergency, EmergencyNotFound, EmergencyState, Raising
from dispatch.ports.emergencies import Gone, MenuKey


class MemoryEmergencies:
    """Every emergency in the order in which it was kept."""

    def __init__(self) -> None:
        self.kept: dict[UUID, Emergency] = {}

    async def get(self, emergency_id: UUID, /) -> Emergency:
        if emergency_id not in self.kept:
            raise EmergencyNotFound
        return self.kept[emergency_id]

    async def find_open(self, device: str, /) -> Emergency | None:
        open_ones = (one for one in self.kept.values() if one.state is not EmergencyState.ENDED)
        return next((one for one in open_ones if one.device == device), None)

    async def save(self, emergency: Emergency, /) -> None:
        self.kept[emergency.id] = emergency


@dataclass
class MemoryEmergencyDesk:
    """What the feeds have heard; told keeps what was noted as told."""

    raised: list[Raising] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)
    confirmed: list[tuple[UUID, int, str]] = field(default_factory=list)

    async def list_raised(self) -> list[Raising]:
        return list(self.raised)

    async def note_raised(self, raising: Raising) -> None:
        self.raised.remove(raising)

    async def list_gone(self) -> list[Gone]:
        return list(self.gone)

    async def note_gone(self, gone: Gone) -> None:
        self.gone.remove(gone)

    async def list_menu_keys(self) -> list[MenuKey]:
        return []

    async def note_menu_key(self, key: MenuKey) -> None:
        """There is none here."""

    async def confirm(self, emergency_id: UUID, raisings: int, device: str) -> None:
        self.confirmed.append((emergency_id, raisings, device))
