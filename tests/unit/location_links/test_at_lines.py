"""What a modem says is understood in any packets, and bounded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.adapters.sms.at_lines import (
    MAX_LINE_BYTES,
    AtReader,
    Line,
    Overlong,
    Prompt,
    Report,
    is_unasked,
    reason_of,
    registered,
    signal_dbm,
)
from dispatch.domain.sms import SmsReason

TALK = (
    b"AT+CMGS=24\r\r\n> \r\n+CREG: 2\r\n\r\n+CMGS: 17\r\n\r\nOK\r\n"
    b"\r\n+CDS: 25\r\n0006110B813108256726F1\r\n\r\nRING\r\n"
)
SAID = [
    Line("AT+CMGS=24"),
    Prompt(),
    Line("+CREG: 2"),
    Line("+CMGS: 17"),
    Line("OK"),
    Report("0006110B813108256726F1"),
    Line("RING"),
]


@given(st.integers(1, len(TALK)))
def test_lines_survive_any_packets(step: int) -> None:
    reader = AtReader()
    pieces = (TALK[at : at + step] for at in range(0, len(TALK), step))
    heard = [one for piece in pieces for one in reader.feed(piece)]
    assert heard == SAID


def test_the_prompt_is_heard_without_an_end_of_line() -> None:
    assert list(AtReader().feed(b"\r\n> ")) == [Prompt()]


def test_a_line_without_end_is_dropped_and_the_next_is_heard() -> None:
    reader = AtReader()
    heard = [
        *reader.feed(b"x" * 5000),
        *reader.feed(b"y" * MAX_LINE_BYTES),
        *reader.feed(b"\r\nOK\r\n"),
    ]
    assert heard == [Overlong(), Line("OK")]


@given(st.lists(st.binary(max_size=300), max_size=30))
def test_noise_harms_nothing(pieces: list[bytes]) -> None:
    reader = AtReader()
    for piece in pieces:
        list(reader.feed(piece))
    list(reader.feed(b"\r\n\r\n"))
    assert Line("OK") in [*reader.feed(b"\r\nOK\r\n"), *reader.feed(b"\r\nOK\r\n")]


@pytest.mark.parametrize(
    ("final", "reason"),
    [
        ("+CMS ERROR: 1", SmsReason.NUMBER_WRONG),
        ("+CMS ERROR: 38", SmsReason.NETWORK_BUSY),
        ("+CMS ERROR: 310", SmsReason.NO_SIM),
        ("+CMS ERROR: 311", SmsReason.SIM_LOCKED),
        ("+CMS ERROR: 322", SmsReason.MEMORY_FULL),
        ("+CMS ERROR: 330", SmsReason.NO_SERVICE_CENTRE),
        ("+CMS ERROR: 331", SmsReason.NO_NETWORK),
        ("+CMS ERROR: 8", SmsReason.BARRED),
        ("+CME ERROR: 10", SmsReason.NO_SIM),
        ("+CME ERROR: 11", SmsReason.SIM_LOCKED),
        ("+CMS ERROR: 999", SmsReason.MODEM_REFUSED),
        ("ERROR", SmsReason.MODEM_REFUSED),
    ],
)
def test_a_number_of_the_standard_becomes_a_word(final: str, reason: SmsReason) -> None:
    assert reason_of(final) is reason


def test_registration_and_signal_are_read() -> None:
    assert [registered(f"+CREG: 0,{one}") for one in range(6)] == [False, True, *[False] * 3, True]
    assert not registered("+CREG: 1")
    assert (signal_dbm("+CSQ: 21,99"), signal_dbm("+CSQ: 99,99")) == (-71, None)


def test_what_is_said_unasked_is_no_answer() -> None:
    assert is_unasked("+CREG: 2", asked="AT+CSQ")
    assert not is_unasked("+CREG: 0,1", asked="AT+CREG?")
    assert is_unasked("^RSSI:18", asked="AT+CPIN?")
