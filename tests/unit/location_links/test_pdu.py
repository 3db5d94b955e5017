"""Texts become the very octets of the standard, whatever their signs and length."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.adapters.sms.gsm7 import ALPHABET, EXTENSION
from dispatch.adapters.sms.pdu import (
    Submit,
    TextUnsendable,
    decode_report,
    encode_submit,
    relative_validity,
)
from dispatch.simulator.modem.submit import Part, read_submit, write_report

GOLDEN = sorted((Path(__file__).parents[2] / "golden" / "sms").glob("*.toml"))
BASIC = st.sampled_from(sorted((set(ALPHABET) - {"\x1b"}) | set(EXTENSION)))
SEVEN_BIT = st.text(BASIC, min_size=1, max_size=300)
CHINESE = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=120)


def heard(parts: tuple[Submit, ...]) -> list[Part]:
    return [read_submit(part.pdu, part.length) for part in parts]


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_text_becomes_the_octets_of_the_golden_file(path: Path) -> None:
    golden: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    made = encode_submit(
        golden["number"],
        golden["text"],
        valid_min=golden["valid_min"],
        concatenation=golden["concatenation"],
        report=golden["report"],
    )
    assert [part.pdu for part in made] == golden["pdus"]
    assert [part.length for part in made] == golden["lengths"]


@given(SEVEN_BIT | CHINESE, st.integers(0, 255))
def test_a_telephone_puts_together_what_was_written(text: str, concatenation: int) -> None:
    parts = heard(encode_submit("13805276621", text, valid_min=30, concatenation=concatenation))
    assert "".join(part.text for part in parts) == text
    assert {part.number for part in parts} == {"13805276621"}
    assert [part.place for part in parts] == [
        (index, len(parts)) for index in range(1, len(parts) + 1)
    ]


def test_an_escape_and_a_surrogate_pair_are_never_torn() -> None:
    texts = ("a" * 152 + "€" * 20, "急" * 66 + "𠮷" * 5)
    ends = [
        heard(encode_submit("10086", text, valid_min=30, concatenation=1))[0].text for text in texts
    ]
    assert ends == ["a" * 152, "急" * 66]


def test_a_text_that_is_too_long_is_refused_before_anything_is_sent() -> None:
    with pytest.raises(TextUnsendable):
        encode_submit("13805276621", "急" * 300, valid_min=30, concatenation=1)


@pytest.mark.parametrize("number", ["+", "138\r0", "1380527662113805276621", "138*", "１３８"])
def test_what_is_no_number_is_refused(number: str) -> None:
    with pytest.raises(TextUnsendable):
        encode_submit(number, "a", valid_min=30, concatenation=1)


@pytest.mark.parametrize(
    ("minutes", "code"), [(5, 0), (30, 5), (720, 143), (750, 144), (1440, 167), (5760, 170)]
)
def test_the_validity_is_written_as_the_table_says(minutes: int, code: int) -> None:
    assert relative_validity(minutes) == code


@pytest.mark.parametrize(
    ("status", "delivered", "final"),
    [(0x00, True, True), (0x30, False, False), (0x41, False, True)],
)
def test_a_report_tells_what_became_of_a_part(status: int, delivered: bool, final: bool) -> None:
    _, pdu = write_report(17, "13805276621", status)
    report = decode_report(pdu)
    assert report is not None
    assert (report.reference, report.number) == (17, "13805276621")
    assert (report.delivered, report.final) == (delivered, final)


@given(st.text(max_size=200) | st.binary(max_size=120).map(bytes.hex))
def test_no_report_is_so_damaged_that_it_harms(pdu: str) -> None:
    decode_report(pdu)
