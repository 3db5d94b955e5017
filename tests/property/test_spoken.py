"""Numbers, plates, times, counts and addresses as rows of prompts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.domain.prompt_catalogue import LETTERS, PROMPTS, PROVINCES
from dispatch.domain.spoken import (
    LARGEST,
    NotSpeakable,
    Thing,
    place_in_queue,
    say,
    say_address_part,
    say_count,
    say_digits,
    say_number,
    say_plate,
    say_time,
)

LANGUAGES = st.sampled_from(["zh-CN", "zh-yue", "en"])
NUMBERS = st.integers(min_value=0, max_value=LARGEST)
SIGNS = st.sampled_from([*LETTERS, *"0123456789"])


def heard_number(row: tuple[str, ...]) -> int:
    """Understand a row as a listener does."""
    total, ones = 0, 0
    for key in row:
        name = key.removeprefix("digits-")
        if name in ("hundred", "thousand"):
            total, ones = total + ones * {"hundred": 100, "thousand": 1000}[name], 0
        elif name == "10" and ones == 1:
            ones = 10
        else:
            ones += int(name)
    return total + ones


@given(NUMBERS, LANGUAGES)
def test_every_number_is_understood_as_what_was_meant(number, language):
    assert heard_number(say_number(number, language)) == number


@given(NUMBERS, NUMBERS, LANGUAGES)
def test_two_numbers_are_never_said_alike(one, other, language):
    assert (say_number(one, language) == say_number(other, language)) == (one == other)


@given(
    st.one_of(
        st.tuples(st.just("place"), NUMBERS.filter(bool).map(str)),
        st.tuples(st.sampled_from(["number", "ambulances", "casualties"]), NUMBERS.map(str)),
        st.tuples(st.just("time"), st.times().map(lambda at: f"{at.hour}:{at.minute:02}")),
        st.tuples(st.just("address"), NUMBERS.map(lambda n: f"{n}号3单元{n}室")),
        st.tuples(
            st.just("plate"),
            st.tuples(
                st.sampled_from(sorted(PROVINCES)),
                st.sampled_from(LETTERS),
                st.lists(SIGNS, min_size=5, max_size=6).map("".join),
            ).map(lambda plate: f"{plate[0]}{plate[1]}·{plate[2]}"),
        ),
    ),
    LANGUAGES,
)
def test_whatever_is_said_is_said_in_prompts_of_the_closed_list(asked, language):
    row = say(asked[0], asked[1], language)
    assert row
    assert set(row) <= set(PROMPTS)


@given(st.text(max_size=12), st.sampled_from(["plate", "time", "address", "number", "place"]))
def test_what_cannot_be_said_is_refused_and_nothing_else_happens(text, kind):
    try:
        assert set(say(kind, text, "zh-CN")) <= set(PROMPTS)
    except NotSpeakable:
        return


@pytest.mark.parametrize(
    ("number", "chinese"),
    [
        (0, "0"),
        (10, "10"),
        (12, "10 2"),
        (20, "20"),
        (35, "30 5"),
        (100, "1 hundred"),
        (105, "1 hundred 0 5"),
        (110, "1 hundred 1 10"),
        (1005, "1 thousand 0 5"),
        (1050, "1 thousand 0 50"),
        (1010, "1 thousand 0 1 10"),
        (9999, "9 thousand 9 hundred 90 9"),
    ],
)
def test_chinese_numbers_are_said_as_people_say_them(number, chinese):
    assert say_number(number, "zh-CN") == tuple(f"digits-{name}" for name in chinese.split())


def test_the_place_in_the_queue_stands_between_its_two_prompts():
    assert place_in_queue(1, "zh-CN") == ("next",)
    assert place_in_queue(12, "zh-CN") == ("place", "digits-10", "digits-2", "place_end")
    assert place_in_queue(12, "en") == ("place", "digits-12", "place_end")


def test_two_ambulances_are_liang_and_three_ambulances_are_many():
    assert say_count(2, Thing.AMBULANCE, "zh-CN") == ("word-two", "word-ambulance")
    assert say_count(3, Thing.AMBULANCE, "zh-CN") == ("digits-3", "word-ambulance")
    assert say_count(1, Thing.AMBULANCE, "en") == ("digits-1", "word-ambulance")
    assert say_count(3, Thing.AMBULANCE, "en") == ("digits-3", "word-ambulance-many")


def test_a_plate_is_said_sign_by_sign_with_yao_for_one():
    row = say_plate("京A·12345", "zh-CN")
    assert row == ("plate-11", "letter-a", "word-yao", *(f"digits-{n}" for n in (2, 3, 4, 5)))
    assert say_plate("京A12345", "en")[2] == "digits-1"


def test_times_and_addresses():
    assert say_time(14, 5, "zh-CN") == (
        *("digits-10", "digits-4", "word-hour", "digits-0", "digits-5", "word-minute"),
    )
    assert say_time(14, 0, "zh-CN")[-1] == "word-sharp"
    assert say_time(14, 5, "en") == ("digits-14", "word-oh", "digits-5")
    assert say_address_part("12号501室", "zh-CN") == (
        *("digits-10", "digits-2", "word-number", "digits-5", "digits-0", "word-yao", "word-room"),
    )
    assert say_digits("110", "zh-CN") == ("word-yao", "word-yao", "digits-0")


@pytest.mark.parametrize("wrong", ["", "A12345", "京A1234", "京I12345", "幸福路12号"])
def test_half_a_plate_or_a_street_is_refused(wrong):
    with pytest.raises(NotSpeakable):
        say_plate(wrong, "zh-CN")
    with pytest.raises(NotSpeakable):
        say_address_part(wrong, "zh-CN")
