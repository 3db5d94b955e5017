"""A program or a page shows a one-time code and becomes a device."""

from dataclasses import dataclass

from dispatch.domain.device import Device, EnrolmentRefused
from dispatch.domain.events import Kind, device_event
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class ClaimEnrolment:
    """Which code, and what people call the device.

    Args:
        code_hash: SHA-256 of the code.
        token_hash: SHA-256 of the token that is given for it.
    """

    code_hash: bytes
    name: str
    token_hash: bytes


async def claim_enrolment(command: ClaimEnrolment, tx: Transaction) -> Device:
    """Use the code up; EnrolmentRefused does not tell what was wrong with it."""
    enrolment = await tx.enrolments.find(command.code_hash)
    if enrolment is None:
        raise EnrolmentRefused
    await tx.enrolments.save(enrolment.used(tx.now))
    station = await tx.stations.get(enrolment.station_id)
    device = Device(
        id=tx.new_id(),
        name=command.name,
        kind=enrolment.kind,
        station_id=station.id,
        station_code=station.code,
        token_hash=command.token_hash,
        enrolled_at=tx.now,
        enrolled_by=enrolment.made_by,
    )
    await tx.devices.save(device)
    tx.events.append(device_event(Kind.DEVICE_ENROLLED, device))
    return device
