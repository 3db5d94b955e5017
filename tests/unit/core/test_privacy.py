"""What others see of a caller, and who sees all."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.api.masking import MASKS, masked
from dispatch.contracts.base import PersonalNumber, PersonalText, View
from dispatch.contracts.calls import CallView
from dispatch.contracts.events import CallEvent
from dispatch.domain.events import Kind, call_event
from dispatch.domain.people import Person, Role
from dispatch.domain.privacy import (
    masked_address,
    masked_name,
    masked_number,
    masked_text,
    sees_in_full,
)
from tests.unit.core.a_call import NUMBER, OWNER, known_call
from tests.unit.memory_transaction import NOON

DAY = timedelta(hours=24)


def person(role: Role) -> Person:
    return Person("1027", "李敏", frozenset({role}), "-", active=True)


@pytest.mark.parametrize(
    ("number", "shown"),
    [("13805276621", "138******21"), ("110", "***"), ("052784382216", "052*******16"), ("", "")],
)
def test_a_number_keeps_its_head_and_two_digits(number: str, shown: str):
    assert masked_number(number) == shown


def test_a_name_an_address_and_a_text_hide_what_identifies():
    assert masked_name("张建国") == "张**"
    assert masked_address("宿城区幸福里小区3号楼502室") == "宿城区幸福里***"
    assert masked_text("支架术后") == "***"


@given(st.text(min_size=7, max_size=40))
def test_no_mask_gives_back_what_it_was_given(text: str):
    assert all(mask(text) != text or set(text) == {"*"} for mask in MASKS.values())


@pytest.mark.parametrize(
    ("role", "ended_at", "full"),
    [
        (Role.CALL_TAKER, None, True),
        (Role.CALL_TAKER, NOON - DAY + timedelta(seconds=1), True),
        (Role.CALL_TAKER, NOON - DAY, False),
        (Role.SHIFT_LEADER, None, True),
        (Role.DIRECTOR, None, False),
        (Role.ADMINISTRATOR, None, False),
        (Role.AUDITOR, NOON, False),
    ],
)
def test_only_desks_see_all_and_only_for_a_day(role: Role, ended_at: datetime | None, full: bool):
    assert sees_in_full(person(role), ended_at=ended_at, now=NOON) is full


def test_a_view_within_a_view_is_masked_too():
    told = call_event(Kind.CALL_OFFERED, known_call())
    hidden = masked(CallEvent.model_validate(told.fact)).model_dump_json()
    assert NUMBER not in hidden
    assert OWNER not in hidden
    assert "carrier" in hidden


def test_a_masked_view_is_masked_whole_and_the_first_stays():
    view = CallView.model_validate(known_call())
    assert masked(masked(view)).caller.subscriber is not None
    assert view.number == NUMBER


class Held(View):
    numbers: tuple[PersonalNumber, ...]
    note: PersonalText | None
    inner: tuple["Held", ...] = ()


def test_repeated_optional_and_nested_fields_are_masked():
    inside = Held(numbers=("13805276621",), note=None)
    view = Held(numbers=("13905241188", "110"), note="过敏", inner=(inside,))
    assert masked(view) == Held(
        numbers=("139******88", "***"),
        note="***",
        inner=(Held(numbers=("138******21",), note=None),),
    )
