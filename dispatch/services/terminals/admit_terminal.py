"""A technician lets a terminal speak, and says whose it is."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.audit import AuditEntry
from dispatch.domain.terminal import Admission, SeenTerminal, TerminalNotSeen
from dispatch.domain.terminal_events import terminal_event
from dispatch.domain.upkeep import KeptKind
from dispatch.domain.vehicle import VehicleNotFound
from dispatch.ports.transaction import Transaction
from dispatch.services.keep_thing import Act, keep_thing
from dispatch.services.read_kept import read_kept


@dataclass(frozen=True, slots=True)
class AdmitTerminal:
    """Which terminal, as it was seen; vehicle_id None leaves the vehicles as they are."""

    seen: SeenTerminal
    vehicle_id: UUID | None
    by: str


async def admit_terminal(command: AdmitTerminal, tx: Transaction) -> Admission:
    """Let this box speak from now on.

    Raises:
        TerminalNotSeen: It has not registered, so nobody knows what box it is.
        VehicleNotFound: There is no such vehicle.
        NameTaken: It is another vehicle's terminal.
    """
    seen = command.seen
    if seen.maker is None or seen.model is None or seen.terminal is None:
        raise TerminalNotSeen
    if command.vehicle_id is not None:
        await _bind(seen.phone, command.vehicle_id, tx)
    admission = Admission(
        seen.phone, seen.maker, seen.model, seen.terminal, command.vehicle_id, command.by, tx.now
    )
    await tx.terminals.save(admission)
    subject = f"terminal:{seen.phone}"
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "admit_terminal", subject, None))
    tx.events.append(terminal_event(admission))
    return admission


async def _bind(phone: str, vehicle_id: UUID, tx: Transaction) -> None:
    """Write it among what is kept of the vehicle, with its history."""
    content = await read_kept(KeptKind.VEHICLE, vehicle_id, tx)
    if content is None:
        raise VehicleNotFound
    if content["tracker"] != phone:
        act = Act(KeptKind.VEHICLE, vehicle_id, {**content, "tracker": phone})
        await keep_thing("admit_terminal", act, tx)
