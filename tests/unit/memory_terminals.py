"""Admissions and texts of vehicle terminals in memory, with the promises of their ports."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from dispatch.domain.terminal import Admission, Downlink, SeenTerminal
from dispatch.ports.terminals import NewDownlink


class MemoryTerminals:
    """See `dispatch.ports.terminals`; trackers are those of the vehicles."""

    def __init__(self) -> None:
        self.admissions: dict[str, Admission] = {}
        self.trackers: dict[UUID, str] = {}

    async def find(self, phone: str, /) -> Admission | None:
        return self.admissions.get(phone)

    async def list_phones(self, vehicle_ids: Collection[UUID], /) -> Sequence[str]:
        own = {
            tracker
            for vehicle_id, tracker in self.trackers.items()
            if not vehicle_ids or vehicle_id in vehicle_ids
        }
        held = [one.phone for one in self.admissions.values() if one.revoked_at is None]
        return sorted(own.intersection(held))

    async def save(self, admission: Admission, /) -> None:
        self.admissions[admission.phone] = admission


@dataclass
class MemoryTerminalDesk:
    """See `dispatch.ports.terminals`; told keeps what was noted as told."""

    phones: dict[UUID, str] = field(default_factory=dict)
    queued: dict[UUID, NewDownlink] = field(default_factory=dict)
    untold: list[Downlink] = field(default_factory=list)
    told: list[Downlink] = field(default_factory=list)

    async def queue(self, new: Sequence[NewDownlink]) -> None:
        for one in new:
            self.queued.setdefault(one.id, one)

    async def expire(self) -> None:
        """Nothing grows old here."""

    async def list_untold(self) -> Sequence[Downlink]:
        return list(self.untold)

    async def note_told(self, downlink: Downlink) -> None:
        self.told.append(downlink)
        self.untold.remove(downlink)

    async def list_recent(self) -> Sequence[Downlink]:
        return [*self.told, *self.untold]

    async def list_seen(self) -> Sequence[SeenTerminal]:
        return ()

    async def find_phone_of(self, vehicle_id: UUID) -> str | None:
        return self.phones.get(vehicle_id)
