"""What always holds of the three-field parser: any split, any damage, any place to go on from."""

import csv
import io
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.adapters.subscriber_csv import (
    BOM,
    LINE_KINDS,
    MAX_LINE_BYTES,
    SubscriberReader,
    find_columns,
)
from dispatch.domain.caller import LineKind, Subscriber
from dispatch.domain.directory_import import BadLine, BadLineCode, FileMark
from dispatch.ports.subscriber_files import LineStamp
from gis.datum import Wgs84

HEADER = "号码,机主,地址,经度,纬度,线路"
STAMP = LineStamp("0527", "测试.csv", datetime(2025, 11, 22, tzinfo=UTC))
START = FileMark(0, 1)

Found = Sequence[Subscriber | BadLine]

words = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), include_characters=' ",\n'),
    min_size=1,
    max_size=30,
).filter(lambda text: text.split())
numbers = st.from_regex(r"1[3-9][0-9]{9}|0[1-9][0-9]{9,10}|[2-8][0-9]{6,7}", fullmatch=True)
degrees = st.floats(-90, 90, allow_nan=False).map(lambda value: f"{value:.6f}")
records = st.tuples(numbers, words, words, degrees, degrees, st.sampled_from(sorted(LINE_KINDS)))
noise = st.one_of(
    st.binary(max_size=60),
    st.sampled_from([b'"', b'""', b",", b"\n", b"\r\n", b"\xff", b"\x00", b"x" * MAX_LINE_BYTES]),
    records.map(lambda record: written([record])),
)
streams = st.lists(noise, max_size=12).map(b"".join)


def written(rows: Sequence[Sequence[object]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()


def reader(after: FileMark = START) -> SubscriberReader:
    columns = find_columns(HEADER.encode())
    assert columns is not None
    return SubscriberReader(columns, STAMP, after)


def read(*pieces: bytes, after: FileMark = START) -> Found:
    parser = reader(after)
    found = [one for piece in pieces for one in parser.feed(piece)]
    return [*found, *parser.close()]


def one_line(text: str) -> str:
    return " ".join(text.split())


@given(st.lists(records, max_size=20))
def test_every_sound_row_is_taken_quotes_commas_and_line_ends_inside_it_too(rows):
    taken = [row for row in read(written(rows)) if isinstance(row, Subscriber)]
    assert [(row.owner, row.address, row.point) for row in taken] == [
        (one_line(owner), one_line(address), Wgs84(float(lon), float(lat)))
        for _, owner, address, lon, lat, _ in rows
    ]
    assert [row.line_kind for row in taken] == [LINE_KINDS[kind] for *_, kind in rows]


@given(streams, st.lists(st.integers(0, 5_000), max_size=8))
def test_any_split_of_the_stream_gives_the_same(stream, cuts):
    edges = [0, *sorted(min(cut, len(stream)) for cut in cuts), len(stream)]
    pieces = [stream[a:b] for a, b in pairwise(edges)]
    assert read(*pieces) == read(stream)


@given(streams)
def test_from_every_mark_the_rest_is_read_as_if_nothing_had_happened(stream):
    parser, whole = reader(), read(stream)
    marks = [(parser.mark, n) for n, _ in enumerate(parser.feed(stream), 1)]
    for mark, n in marks:
        assert read(stream[mark.offset :], after=mark) == whole[n:]


@given(streams)
def test_the_mark_ends_at_the_end_and_counts_every_line(stream):
    parser = reader()
    list(parser.feed(stream))
    list(parser.close())
    lines = stream.count(b"\n") + (not stream.endswith(b"\n") and bool(stream))
    assert parser.mark == FileMark(len(stream), 1 + lines)


@given(streams)
def test_what_is_taken_can_be_stored_and_lines_are_told_in_order(stream):
    found = read(stream)
    lines = [bad.line for bad in found if isinstance(bad, BadLine)]
    assert lines == sorted(set(lines))
    for row in found:
        if isinstance(row, Subscriber):
            assert row.number.isascii()
            assert (row.owner + row.address).isprintable()
            assert len(row.owner) <= 80
            assert len(row.address) <= 200


@given(st.lists(noise, max_size=10).map(b"".join), records)
def test_damage_before_a_row_never_swallows_rows_far_behind_it(stream, row):
    plain = [("13800000001", "甲", "乙", 1, 2, "")] * 20
    found = read(stream + b"\n" + written(plain) + written([row]))
    last = found[-1]
    assert isinstance(last, Subscriber)
    assert last.owner == one_line(row[1])


@given(st.binary(max_size=300))
def test_no_header_makes_it_fall(first_line):
    columns = find_columns(first_line)
    assert columns is None or {"number", "owner", "address"} <= set(columns)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("12,甲,乙,,,", BadLineCode.BAD_NUMBER),
        ("匿名,甲,乙,,,", BadLineCode.BAD_NUMBER),
        (",甲,乙,,,", BadLineCode.MISSING_FIELD),
        ("13800000001", BadLineCode.MISSING_FIELD),
        ("13800000001,甲,乙,,,个人,更多", BadLineCode.TOO_MANY_FIELDS),
        ("13800000001,甲,乙,181,33,", BadLineCode.BAD_POINT),
        ("13800000001,甲,乙,118,,", BadLineCode.BAD_POINT),
        ("13800000001,甲,乙,nan,33,", BadLineCode.BAD_POINT),
        ("13800000001,甲,乙,1_1,33,", BadLineCode.BAD_POINT),
        ("13800000001,甲,乙,,,卫星", BadLineCode.BAD_LINE_KIND),
        ('13800000001,"甲"乙,丙,,,', BadLineCode.BAD_QUOTES),
        (f"13800000001,{'甲' * 81},乙,,,", BadLineCode.TOO_LONG),
        (f"13800000001,甲,{'乙' * 2_000},,,", BadLineCode.TOO_LONG),
        (f"13800000001,甲,乙{' ' * MAX_LINE_BYTES},,,", BadLineCode.TOO_LONG),
    ],
)
def test_a_broken_line_is_told_and_its_neighbours_are_taken(line: str, code: BadLineCode):
    good = written([("13800000002", "王", "路", "118.2", "33.9", "总机")])
    found = read(good + line.encode() + b"\n" + good)
    assert [type(one) for one in found] == [Subscriber, BadLine, Subscriber]
    assert found[1] == BadLine(3, code)


def test_a_line_that_is_no_utf8_is_told():
    assert read("13800000001,张,路\n".encode("gb18030")) == [BadLine(2, BadLineCode.BAD_UTF8)]


def test_an_open_quote_costs_one_line_only():
    rest = written([("13800000002", "王", "路", "", "", "")] * 9)
    found = read('13800000001,"甲,乙,,,\n'.encode() + rest)
    assert found[0] == BadLine(2, BadLineCode.BAD_QUOTES)
    assert len(found) == 10


def test_a_last_line_without_its_end_is_taken():
    assert len(read("84382216,甲,乙".encode())) == 1


def test_headers_are_known_in_both_languages_in_any_order_behind_a_mark():
    english = find_columns(BOM + b"Address,Owner,Remark,Number\r\n")
    assert english == ("address", "owner", None, "number")
    assert find_columns("号码,机主\n".encode()) is None
    assert find_columns("号码,号码,机主,地址\n".encode()) is None


@pytest.mark.mission("A7")
def test_local_numbers_gain_the_area_code_and_kinds_of_lines_keep_their_address_to_themselves():
    found = read("84211100,市第一中学,黄河路1号,118.2755,33.9601,总机\n".encode())
    assert found == [
        Subscriber(
            number="052784211100",
            owner="市第一中学",
            address="黄河路1号",
            point=Wgs84(118.2755, 33.9601),
            line_kind=LineKind.SWITCHBOARD,
            source="测试.csv",
            as_of=STAMP.as_of,
        )
    ]
    assert isinstance(found[0], Subscriber)
    assert not found[0].proposes_address
