"""When marks lock a number, which number never is, and what each exchange is told."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.domain.exchange_lists import (
    LEADER,
    LOCK,
    LONGEST_SHORT_CODE,
    PRIORITY,
    REPEAT,
    SKILL,
    THROUGH,
    TRAINEE,
    WORKER,
    Difference,
    ExchangeFacts,
    Lists,
    MannedSeat,
    Served,
    find_difference,
    make_lists,
    wire_forms,
)
from dispatch.domain.nuisance import (
    LONGEST_LOCK,
    LockOver,
    LockTooLong,
    NuisanceMark,
    NumberLock,
    Protection,
    find_protection,
    lock_until,
    marks_suffice,
)
from dispatch.domain.phone_number import stored_form
from tests.unit.memory_transaction import NOON

AREA, NUMBER = "0527", "13800138000"
ID = UUID(int=1)
LOCKED = NumberLock(ID, NUMBER, ("1027",), NOON, NOON + timedelta(hours=4))
FACTS = ExchangeFacts(
    area_code=AREA,
    telephones={Protection.HOSPITAL: ("0527-84351234",), Protection.STATION: ("",)},
    open_numbers=(),
    locks=(LOCKED,),
    served=(Served(NUMBER, 1, NOON), Served(NUMBER, 2, NOON)),
    leader_seats=(3, 5),
)


def mark(seat: int | None, *, leader: bool = False, at: datetime = NOON) -> NuisanceMark:
    return NuisanceMark(ID, NUMBER, ID, seat, "1027", leader, at)


@pytest.mark.mission("A17")
@pytest.mark.parametrize(
    ("marks", "locks"),
    [
        ([], False),
        ([mark(1)], False),
        ([mark(1), mark(1)], False),
        ([mark(1), mark(2)], True),
        ([mark(None, leader=True)], True),
        ([mark(1), mark(2, at=NOON - timedelta(hours=24))], False),
        ([mark(1, leader=True, at=NOON - timedelta(days=2))], False),
    ],
)
def test_two_seats_or_one_leader_lock_within_a_day(marks: list[NuisanceMark], locks: bool):
    assert marks_suffice(marks, NOON) is locks


@pytest.mark.mission("A17")
@pytest.mark.parametrize("hours", [0, -1, 2, 25, 48])
def test_a_time_that_is_not_offered_is_refused(hours: int):
    with pytest.raises(LockTooLong):
        lock_until(NOON, hours)


@pytest.mark.mission("A17")
def test_no_lock_lasts_longer_than_a_day():
    assert lock_until(NOON, 24) - NOON == LONGEST_LOCK


@pytest.mark.mission("A17")
@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("110", Protection.EMERGENCY_SERVICE),
        ("119", Protection.EMERGENCY_SERVICE),
        ("122", Protection.EMERGENCY_SERVICE),
        ("052784351234", Protection.HOSPITAL),
        ("052784350001", Protection.STATION),
        ("13900139000", Protection.KEY_PATIENT),
        ("13700137000", Protection.OPEN_INCIDENT),
        (NUMBER, None),
    ],
)
def test_a_number_that_is_never_locked_says_why(number: str, why: Protection | None):
    telephones = {
        Protection.HOSPITAL: ("(0527) 8435-1234",),
        Protection.STATION: ("84350001", ""),
        Protection.KEY_PATIENT: ("+8613900139000",),
    }
    assert find_protection(number, telephones, {"13700137000"}, AREA) is why


def test_a_lock_ends_once():
    lifted = LOCKED.lifted("9001", NOON)
    assert (lifted.ended_at, lifted.lifted_by) == (NOON, "9001")
    with pytest.raises(LockOver):
        lifted.ended(NOON)


@pytest.mark.mission("A17")
def test_a_lock_is_told_with_the_instant_at_which_it_ends():
    until_s = str(int(LOCKED.until.timestamp()))
    assert set(make_lists(FACTS, NOON)[LOCK].values()) == {until_s}


@pytest.mark.mission("A17")
def test_a_locked_number_whose_incident_was_opened_is_locked_no_longer():
    facts = ExchangeFacts(AREA, {}, {NUMBER}, (LOCKED,), (), ())
    assert make_lists(facts, NOON)[LOCK] == {}


@pytest.mark.mission("B24")
def test_emergency_services_and_hospitals_go_ahead_as_the_trunk_may_write_them():
    ahead = make_lists(FACTS, NOON)[PRIORITY]
    assert {"110", "119", "122", "052784351234", "84351234", "8652784351234"} <= set(ahead)
    assert "" not in ahead


@pytest.mark.mission("B4")
def test_the_last_taker_is_asked_first_for_ten_minutes():
    until_s = int((NOON + timedelta(minutes=10)).timestamp())
    assert make_lists(FACTS, NOON)[REPEAT][NUMBER] == f"8002-{until_s}"


def test_the_first_leaders_seat_is_named_and_none_where_none_leads():
    assert make_lists(FACTS, NOON)[LEADER]["phone"].startswith("8003-")
    assert make_lists(ExchangeFacts(AREA, {}, (), (), (), ()), NOON)[LEADER] == {}


@pytest.mark.mission("D21")
def test_what_the_person_at_a_seat_speaks_is_told_by_the_seats_phone():
    manned = (
        MannedSeat(2, "1031", frozenset({"cantonese", "english"})),
        MannedSeat(3, "A45", trainee=True),
    )
    lists = make_lists(replace(FACTS, manned=manned), NOON)
    assert lists[SKILL] == {"cantonese-8002": "1", "english-8002": "1"}
    assert lists[TRAINEE] == {"8003": "1"}
    assert make_lists(FACTS, NOON)[SKILL] == make_lists(FACTS, NOON)[TRAINEE] == {}


@pytest.mark.mission("B25")
def test_who_sits_where_is_told_only_where_a_site_wants_it_spoken():
    manned = (MannedSeat(2, "1031"), MannedSeat(3, "A45"))
    assert make_lists(replace(FACTS, manned=manned), NOON)[WORKER] == {}
    wanted = replace(FACTS, manned=manned, says_staff_number=True)
    assert make_lists(wanted, NOON)[WORKER] == {"8002": "1031"}


@given(st.from_regex(r"(1[3-9][0-9]{9}|0[0-9]{9,11}|[0-9]{3,6})", fullmatch=True))
def test_every_form_of_a_number_leads_back_to_it(number: str):
    stored = stored_form(number, area_code=AREA)
    assert stored is not None
    forms = list(wire_forms(stored, AREA))
    assert stored in forms
    is_long = [len(form) > LONGEST_SHORT_CODE for form in forms]
    written = [
        f"+{form}" if long and form.startswith("86") else form
        for form, long in zip(forms, is_long, strict=True)
    ]
    assert {stored_form(form, area_code=AREA) for form in written} == {stored}


ENTRIES = st.dictionaries(st.text("0123456789", min_size=1, max_size=3), st.text("01", max_size=2))
LISTS = st.fixed_dictionaries(dict.fromkeys((PRIORITY, LOCK, REPEAT, LEADER), ENTRIES))


@given(LISTS, LISTS)
def test_the_difference_leads_from_what_is_held_to_what_is_wanted(wanted: Lists, held: Lists):
    difference = find_difference(wanted, held)
    after = {family: dict(entries) for family, entries in held.items()}
    for family, key, value in difference.put:
        after[family][key] = value
    for family, key in difference.remove:
        del after[family][key]
    assert after == wanted
    assert find_difference(wanted, after) == Difference((), ())


def test_who_broke_through_is_forgotten_with_the_lock():
    held = {LOCK: {"1": "9"}, THROUGH: {"1": "5", "2": "6"}}
    assert find_difference({LOCK: {"1": "9"}}, held).remove == ((THROUGH, "2"),)
