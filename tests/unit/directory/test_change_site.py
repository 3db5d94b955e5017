"""Settings change: by versions, never under a person's hands, never into what cannot be built."""

from dataclasses import replace
from uuid import UUID

import pytest

from dispatch.domain.seat import Seat, SeatKind, SeatState
from dispatch.domain.site import SeatPlan, SiteChangedMeanwhile, SiteSettings, TrunkPlan
from dispatch.domain.site_rules import SeatInUse, SiteInvalid, phones_of
from dispatch.services.site.change_site import ChangeSite, change_site
from tests.unit.memory_transaction import NOON, SITE, MemoryTransaction

FREE = Seat(1, SeatKind.SOFT, SeatState.SIGNED_OFF, NOON)
TAKEN = Seat(2, SeatKind.SOFT, SeatState.READY, NOON, staff_number="1027", staff_name="李敏")
CARRIER = TrunkPlan("carrier", "10.0.0.9", 5060)


def centre() -> MemoryTransaction:
    tx = MemoryTransaction(seats=[FREE, TAKEN])
    tx.phone_accounts.update({"8001": "old", "8002": "old", "spare1": "old"})
    return tx


def command(settings: SiteSettings, base_version: int = 1) -> ChangeSite:
    secrets = dict.fromkeys(phones_of(settings), "new")
    return ChangeSite(base_version, settings, secrets, "9001")


async def test_a_new_seat_gets_a_place_on_the_board_and_a_secret_of_its_own():
    tx = centre()
    seats = (*SITE.seats, SeatPlan(3, SeatKind.DESK))
    changed = await change_site(command(replace(SITE, seats=seats)), tx)
    assert (changed.version, changed.changed_by, changed.changed_at) == (2, "9001", NOON)
    assert tx.seats[3] == Seat(3, SeatKind.DESK, SeatState.SIGNED_OFF, NOON)
    assert tx.phone_accounts == {"8001": "old", "8002": "old", "8003": "new", "spare1": "old"}
    assert tx.told == ["site_changed"]
    assert tx.audit[0].verb == "change_site"


async def test_a_free_seat_and_a_spare_phone_go_with_their_secrets():
    tx = centre()
    kept = replace(SITE, seats=(SeatPlan(2, SeatKind.SOFT),), spare_phones=())
    await change_site(command(kept), tx)
    assert [seat.number for seat in tx.seats] == [2]
    assert tx.phone_accounts == {"8002": "old"}


@pytest.mark.parametrize(
    "seats",
    [(SeatPlan(1, SeatKind.SOFT),), (SeatPlan(1, SeatKind.SOFT), SeatPlan(2, SeatKind.DESK))],
)
async def test_a_seat_where_somebody_sits_is_left_alone(seats: tuple[SeatPlan, ...]):
    tx = centre()
    with pytest.raises(SeatInUse) as refused:
        await change_site(command(replace(SITE, seats=seats)), tx)
    assert refused.value.parameters == {"seat": 2}
    assert tx.seats[2] == TAKEN


async def test_a_seat_that_rings_unmanned_is_in_use():
    ringing = replace(FREE, state=SeatState.RINGING, call_id=UUID(int=1))
    tx = MemoryTransaction(seats=[ringing])
    with pytest.raises(SeatInUse):
        await change_site(command(replace(SITE, seats=(SeatPlan(9, SeatKind.SOFT),))), tx)


async def test_the_second_of_two_editors_is_told():
    tx = centre()
    await change_site(command(replace(SITE, wrap_up_s=5)), tx)
    with pytest.raises(SiteChangedMeanwhile) as refused:
        await change_site(command(replace(SITE, wrap_up_s=9)), tx)
    assert refused.value.parameters == {"version": 2}
    assert (await tx.site.current()).wrap_up_s == 5


@pytest.mark.parametrize(
    ("settings", "field"),
    [
        (replace(SITE, seats=(SeatPlan(1, SeatKind.SOFT), SeatPlan(1, SeatKind.DESK))), "seats"),
        (replace(SITE, trunks=(replace(CARRIER, host="carrier.example"),)), "trunks"),
        (replace(SITE, trunks=(replace(CARRIER, host="fe80::1%eth0"),)), "trunks"),
        (replace(SITE, trunks=(CARRIER, replace(CARRIER, name="other"))), "trunks"),
        (replace(SITE, trunks=(CARRIER, replace(CARRIER, host="10.0.0.8"))), "trunks"),
        (replace(SITE, trunks=(replace(CARRIER, name="system"),)), "trunks"),
        (replace(SITE, spare_phones=("spare1", "spare1")), "spare_phones"),
        (replace(SITE, spare_phones=("carrier",), trunks=(CARRIER,)), "spare_phones"),
        (replace(SITE, spare_phones=("8001",)), "spare_phones"),
        (replace(SITE, spare_phones=("a;b",)), "spare_phones"),
        (replace(SITE, overflow_after_s=5), "overflow_after_s"),
        (replace(SITE, trunks=(), backup_numbers=("05718812345",)), "backup_numbers"),
        (replace(SITE, trunks=(CARRIER,), backup_numbers=("8005",)), "backup_numbers"),
        (replace(SITE, trunks=(CARRIER,), backup_numbers=("110", "110")), "backup_numbers"),
        (replace(SITE, trunks=(CARRIER,), backup_numbers=("1;2",)), "backup_numbers"),
    ],
)
async def test_what_no_exchange_could_be_built_from_is_refused(settings: SiteSettings, field: str):
    tx = centre()
    with pytest.raises(SiteInvalid) as refused:
        await change_site(command(settings), tx)
    assert refused.value.parameters == {"field": field}
    assert len(tx.site.versions) == 1
