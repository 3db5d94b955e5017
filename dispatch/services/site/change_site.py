"""The settings of the centre change."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dispatch.domain.audit import AuditEntry
from dispatch.domain.events import Kind, site_event
from dispatch.domain.seat import Seat, SeatState
from dispatch.domain.site import SeatPlan, SiteChangedMeanwhile, SiteSettings
from dispatch.domain.site_rules import SeatInUse, must_fit, phones_of
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class ChangeSite:
    """A whole new set of settings on top of the version that the editor saw.

    Args:
        settings: As they shall be; version, changed_by and changed_at are given here.
        phone_secrets: A new secret for every phone of the settings; a known phone keeps its own.
    """

    base_version: int
    settings: SiteSettings
    phone_secrets: Mapping[str, str]
    changed_by: str


async def change_site(command: ChangeSite, tx: Transaction) -> SiteSettings:
    """Store the next version and make seats and phone accounts follow it.

    Raises:
        SiteChangedMeanwhile: Another editor was first.
        SiteInvalid: An exchange could not be built from it.
        SeatInUse: A seat that would go or change its kind is not signed off.
    """
    before = await tx.site.current()
    if before.version != command.base_version:
        raise SiteChangedMeanwhile(version=before.version)
    after = replace(
        command.settings,
        version=before.version + 1,
        changed_by=command.changed_by,
        changed_at=tx.now,
    )
    must_fit(after)
    await tx.site.add(after)
    await _follow_seats({plan.number: plan for plan in after.seats}, tx)
    await _follow_phones(phones_of(before), phones_of(after), command.phone_secrets, tx)
    await tx.audit.add(
        AuditEntry(tx.now, tx.origin.actor, "change_site", f"version:{after.version}", None)
    )
    tx.events.append(site_event(Kind.SITE_CHANGED, after))
    return after


async def _follow_seats(plans: Mapping[int, SeatPlan], tx: Transaction) -> None:
    known = {seat.number: seat for seat in await tx.seats.list_all()}
    for number in known.keys() - plans.keys():
        _must_be_free(known[number])
        await tx.seats.remove(number)
    for number, plan in plans.items():
        seat = known.get(number)
        if seat is None:
            await tx.seats.save(Seat(number, plan.kind, SeatState.SIGNED_OFF, tx.now))
        elif seat.kind is not plan.kind:
            _must_be_free(seat)
            await tx.seats.save(replace(seat, kind=plan.kind))


def _must_be_free(seat: Seat) -> None:
    if seat.state is not SeatState.SIGNED_OFF:
        raise SeatInUse(seat=seat.number)


async def _follow_phones(
    before: frozenset[str], after: frozenset[str], secrets: Mapping[str, str], tx: Transaction
) -> None:
    for name in sorted(before - after):
        await tx.phone_accounts.remove(name)
    for name in sorted(after):
        await tx.phone_accounts.add(name, secrets[name])
