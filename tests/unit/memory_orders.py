"""Orders and those who carry them out in memory, with the promises of their ports."""

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from dispatch.domain.device import Device, DeviceNotFound, Enrolment
from dispatch.domain.errors import DomainError
from dispatch.domain.hospital import Hospital, HospitalNotFound
from dispatch.domain.order import Order, OrderNotFound
from dispatch.domain.station import Station, StationNotFound
from dispatch.domain.vehicle import Vehicle, VehicleNotFound


class HasId(Protocol):
    """A value with an id."""

    @property
    def id(self) -> UUID: ...


V = TypeVar("V", bound=HasId)


class ById(Generic[V]):
    """Values by their id, in the order in which they came."""

    def __init__(self, missing: Callable[[], DomainError]) -> None:
        self._missing = missing
        self._rows: dict[UUID, V] = {}

    def __getitem__(self, key: UUID) -> V:
        return self._rows[key]

    def __iter__(self) -> Iterator[V]:
        return iter(list(self._rows.values()))

    async def get(self, key: UUID, /) -> V:
        if key not in self._rows:
            raise self._missing()
        return self._rows[key]

    async def find(self, key: UUID, /) -> V | None:
        return self._rows.get(key)

    async def save(self, value: V, /) -> None:
        self._rows[value.id] = value


class MemoryOrders(ById[Order]):
    """See `dispatch.ports.orders`."""

    def __init__(self) -> None:
        super().__init__(OrderNotFound)

    async def incident_of(self, order_id: UUID) -> UUID:
        return (await self.get(order_id)).incident_id

    async def list_active_of_incident(self, incident_id: UUID) -> Sequence[Order]:
        return [one for one in self if one.incident_id == incident_id and not one.over]

    async def list_active_of_vehicle(self, vehicle_id: UUID) -> Sequence[Order]:
        return [one for one in self if one.vehicle_id == vehicle_id and not one.over]

    async def list_unacknowledged(self) -> Sequence[Order]:
        return sorted((one for one in self if one.unacknowledged), key=lambda one: one.sent_at)

    async def count_active_of_incident(self, incident_id: UUID) -> int:
        return len(await self.list_active_of_incident(incident_id))

    async def count_of_incident(self, incident_id: UUID) -> int:
        return sum(one.incident_id == incident_id for one in self)


class MemoryVehicles(ById[Vehicle]):
    """See `dispatch.ports.vehicles`."""

    def __init__(self) -> None:
        super().__init__(VehicleNotFound)

    async def find_named(self, name: str) -> Vehicle | None:
        return next((one for one in self if one.name == name), None)

    async def find_tracked(self, tracker: str) -> Vehicle | None:
        return next((one for one in self if one.tracker == tracker), None)


class MemoryStations(ById[Station]):
    """See `dispatch.ports.stations`."""

    def __init__(self) -> None:
        super().__init__(StationNotFound)

    async def find_coded(self, code: str) -> Station | None:
        return next((one for one in self if one.code == code), None)


class MemoryHospitals(ById[Hospital]):
    """See `dispatch.ports.hospitals`."""

    def __init__(self) -> None:
        super().__init__(HospitalNotFound)

    async def find_named(self, name: str) -> Hospital | None:
        return next((one for one in self if one.name == name), None)


class MemoryDevices(ById[Device]):
    """See `dispatch.ports.devices`."""

    def __init__(self) -> None:
        super().__init__(DeviceNotFound)


class MemoryEnrolments:
    """See `dispatch.ports.devices`."""

    def __init__(self) -> None:
        self._rows: dict[bytes, Enrolment] = {}

    async def find(self, code_hash: bytes) -> Enrolment | None:
        return self._rows.get(code_hash)

    async def save(self, enrolment: Enrolment) -> None:
        self._rows[enrolment.code_hash] = enrolment
