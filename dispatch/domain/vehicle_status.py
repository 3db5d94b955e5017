"""What a vehicle is shown as: a pure function of its duty and its open orders, never stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from uuid import UUID

from dispatch.domain.order import Order, OrderState
from dispatch.domain.vehicle import Duty, Vehicle


class VehicleStatus(StrEnum):
    """What a vehicle does, as every screen shows it."""

    STANDBY = "standby"
    ORDERED = "ordered"
    DEPARTING = "departing"
    TO_SCENE = "to_scene"
    ON_SCENE = "on_scene"
    TO_HOSPITAL = "to_hospital"
    AT_HOSPITAL = "at_hospital"
    RETURNING = "returning"
    OUT_OF_SERVICE = "out_of_service"
    RESERVED = "reserved"
    AWAITING_REASSIGNMENT = "awaiting_reassignment"


BY_ORDER: Mapping[OrderState, VehicleStatus] = {
    OrderState.SENT: VehicleStatus.ORDERED,
    OrderState.DELIVERED: VehicleStatus.ORDERED,
    OrderState.ACKNOWLEDGED: VehicleStatus.DEPARTING,
    OrderState.DEPARTED: VehicleStatus.TO_SCENE,
    OrderState.ARRIVED: VehicleStatus.ON_SCENE,
    OrderState.PATIENT_CONTACT: VehicleStatus.ON_SCENE,
    OrderState.PATIENT_ABOARD: VehicleStatus.ON_SCENE,
    OrderState.LEFT_SCENE: VehicleStatus.TO_HOSPITAL,
    OrderState.AT_HOSPITAL: VehicleStatus.AT_HOSPITAL,
    OrderState.HANDED_OVER: VehicleStatus.AT_HOSPITAL,
    OrderState.RETURNING: VehicleStatus.RETURNING,
}
BY_DUTY: Mapping[Duty, VehicleStatus] = {
    Duty.IN_SERVICE: VehicleStatus.STANDBY,
    Duty.RESERVED: VehicleStatus.RESERVED,
    Duty.OUT_OF_SERVICE: VehicleStatus.OUT_OF_SERVICE,
}
AVAILABLE = frozenset({VehicleStatus.STANDBY, VehicleStatus.RETURNING})
_STORED = tuple(field.name for field in fields(Vehicle))
_MOST_BOUND = (
    VehicleStatus.AT_HOSPITAL,
    VehicleStatus.TO_HOSPITAL,
    VehicleStatus.ON_SCENE,
    VehicleStatus.TO_SCENE,
    VehicleStatus.DEPARTING,
    VehicleStatus.ORDERED,
    VehicleStatus.RETURNING,
)


@dataclass(frozen=True, slots=True)
class ShownVehicle(Vehicle):
    """A vehicle with what follows from its open orders, those in the order of sending."""

    status: VehicleStatus = VehicleStatus.STANDBY
    order_ids: tuple[UUID, ...] = ()

    @property
    def available(self) -> bool:
        """Whether it may be sent now: in service, and 待命 or 返站."""
        return self.duty is Duty.IN_SERVICE and self.status in AVAILABLE


def shown(vehicle: Vehicle, orders: Sequence[Order]) -> ShownVehicle:
    """Show a vehicle; orders of other vehicles and orders that are over do not count."""
    own = sorted(
        (one for one in orders if one.vehicle_id == vehicle.id and not one.over),
        key=lambda one: (one.sent_at, one.number),
    )
    stored = {name: getattr(vehicle, name) for name in _STORED}
    status = _status(vehicle, own)
    return ShownVehicle(**stored, status=status, order_ids=tuple(one.id for one in own))


def _status(vehicle: Vehicle, own: Sequence[Order]) -> VehicleStatus:
    if not own:
        return BY_DUTY[vehicle.duty]
    if vehicle.broken_down:
        return VehicleStatus.AWAITING_REASSIGNMENT
    return min((BY_ORDER[one.state] for one in own), key=_MOST_BOUND.index)
