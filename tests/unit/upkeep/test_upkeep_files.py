"""Files of kept things: headers, GBK, formulas, and the difference before it is taken."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.adapters.upkeep_file import UpkeepFiles
from dispatch.domain.swapped_point import meant_content
from dispatch.domain.upkeep import KeptKind, KeptThing
from dispatch.domain.upkeep_content import Content
from dispatch.domain.upkeep_table import COLUMNS, harmless, plain, read_cells, write_cells
from dispatch.ports.upkeep_files import FileRow, UpkeepFileUnreadable
from dispatch.services.compare_file import BadRow, DifferentRow, compare_file
from tests.unit.upkeep.some_things import GAS, OTHER, POWER, THING

UNIT = KeptKind.UNIT
FILES = UpkeepFiles()
KEPT = KeptThing(UNIT, THING, "城南供电所", POWER, version=3)
HOSPITAL: dict[str, Any] = {
    "name": "=市一院",
    "point": {"lon": 118.3, "lat": -3.5},
    "address": "-",
    "telephone": "+86 527 120",
    "departments": ["cardiac", "stroke"],
    "capabilities": ["chest_pain_centre"],
    "beds_total": 12,
    "staff": [{"number": "8101", "role": "胸痛值班", "hours": ""}],
    "equipment": ["CT", "高压氧舱"],
}


def as_it_is(content: Mapping[str, object]) -> Content | BadRow:
    return dict(content) if content.get("name") else BadRow("string_too_short", "name")


def compare(*rows: FileRow, kept: tuple[KeptThing, ...] = (KEPT,)) -> list[DifferentRow]:
    return list(compare_file(UNIT, rows, kept, as_it_is, lambda: OTHER))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_table_comes_back_as_it_went_out(language: str):
    data = FILES.write_csv(UNIT, [KEPT], language)
    assert data.startswith(b"\xef\xbb\xbf")
    (row,) = FILES.read(UNIT, data)
    assert row == FileRow(2, str(THING), POWER)


def test_a_hospital_comes_back_with_staff_and_equipment():
    thing = KeptThing(KeptKind.HOSPITAL, THING, "市一院", HOSPITAL)
    (row,) = FILES.read(KeptKind.HOSPITAL, FILES.write_csv(KeptKind.HOSPITAL, [thing], "zh"))
    staff = [{"number": "8101", "role": "胸痛值班"}]
    assert row.content == HOSPITAL | {"staff": staff}


def test_a_table_from_a_chinese_spreadsheet_is_read():
    text = "名称,类别,值班电话\r\n水务集团,供水,88001/热线/24小时；88002\r\n"
    (row,) = FILES.read(UNIT, text.encode("gbk"))
    assert row.content == {
        "name": "水务集团",
        "kind": "water",
        "telephones": [
            {"number": "88001", "role": "热线", "hours": "24小时"},
            {"number": "88002"},
        ],
    }


def test_no_cell_is_a_formula():
    table = FILES.write_csv(
        KeptKind.HOSPITAL, [KeptThing(KeptKind.HOSPITAL, THING, "", HOSPITAL)], "en"
    )
    cells = table.decode("utf-8-sig").splitlines()[1].split(",")
    assert cells[0] == "'=市一院"
    assert cells[2] == "-3.5"
    assert cells[3:5] == ["'-", "'+86 527 120"]


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Z"))))
def test_what_was_made_harmless_reads_as_it_was(text: str):
    assert plain(harmless(text)) == text


@given(st.sampled_from(sorted(COLUMNS)), st.sampled_from(["zh", "en"]))
def test_no_kind_has_two_columns_of_one_name(kind: KeptKind, language: str):
    names = [column.named(language) for column in COLUMNS[kind]]
    assert len(names) == len(set(names))


def test_geojson_comes_back_as_it_went_out():
    nowhere = replace(KEPT, id=OTHER, content=GAS | {"point": None})
    data = FILES.write_geojson([KEPT, nowhere])
    assert json.loads(data)["features"][1]["geometry"] is None
    first, second = FILES.read(UNIT, data)
    assert first == FileRow(1, str(THING), POWER)
    assert second.content == {key: value for key, value in GAS.items() if key != "point"}


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\xff\xff\xff", "encoding"),
        (b"a,b\n1,2\n", "columns"),
        (b"name,name\n1,2\n", "columns"),
        (b'name,kind\n"a,b\n', "quotes"),
        (b'{"features": [1]}', "geojson"),
        (b"{", "geojson"),
        (b"name\n" + b"a\n" * 2001, "too_many_rows"),
    ],
)
def test_a_file_of_which_nothing_can_be_taken_says_why(data: bytes, why: str):
    with pytest.raises(UpkeepFileUnreadable) as refused:
        FILES.read(UNIT, data)
    assert refused.value.parameters["why"] == why


def test_a_row_is_known_by_its_id_even_when_it_is_called_otherwise():
    (row,) = compare(FileRow(2, str(THING), POWER | {"name": "新名"}))
    assert (row.state, row.id, row.changed, row.expected) == ("changed", THING, ("name",), 3)


def test_a_row_without_an_id_is_known_by_its_name():
    (row,) = compare(FileRow(2, "", {"name": "城南供电所", "district": "宿城区"}))
    assert (row.state, row.content) == ("same", POWER)


def test_new_gone_and_bad_rows_are_told_apart_with_their_lines():
    rows = compare(FileRow(2, "", GAS), FileRow(3, "", {"name": ""}))
    told = [(row.line, row.state, row.name, row.code) for row in rows]
    assert told == [
        (2, "new", "燃气公司", ""),
        (3, "bad", "", "string_too_short"),
        (None, "gone", "城南供电所", ""),
    ]


def test_a_thing_named_twice_in_a_file_is_taken_once():
    rows = compare(FileRow(2, str(THING), POWER), FileRow(3, str(THING), POWER))
    assert [(row.state, row.code) for row in rows] == [("same", ""), ("bad", "repeated")]


def test_a_retired_thing_in_a_file_is_new_with_its_own_id():
    (row,) = compare(FileRow(2, str(THING), POWER), kept=(replace(KEPT, retired=True),))
    assert (row.state, row.id, row.expected) == ("new", THING, 3)


def test_a_point_of_which_half_is_told_is_not_taken_for_none():
    assert read_cells(UNIT, {"lon": "118.2", "lat": ""})["point"] == {"lon": 118.2, "lat": None}
    assert write_cells(KeptKind.ALIAS, {"alias": "a", "name": "b", "point": None}, "zh")[2] == ""


def test_the_ids_of_new_things_are_made_once():
    (row,) = compare(FileRow(2, "", GAS), kept=())
    assert row.id == OTHER == UUID(int=72)


EXCHANGED = {"lon": 33.95, "lat": 118.29}
MEANT = {"lon": 118.29, "lat": 33.95}


def test_a_point_that_is_one_only_the_other_way_round_is_not_taken_but_set_right_by_a_person():
    told = POWER | {"point": EXCHANGED}
    (row, _) = compare(FileRow(2, "", told | {"name": "新所"}))
    assert (row.state, row.code, row.field, row.id) == ("bad", "swapped", "point", OTHER)
    assert row.content == told | {"name": "新所", "point": MEANT}
    (row,) = compare(FileRow(2, str(THING), {"point": EXCHANGED}))
    assert (row.before, row.expected, row.changed) == (POWER, 3, ())


def test_a_row_with_another_fault_says_that_one_first():
    (row, _) = compare(FileRow(2, "", {"name": "", "point": EXCHANGED}))
    assert (row.state, row.code) == ("bad", "string_too_short")


@pytest.mark.parametrize(
    "point",
    [
        MEANT,
        {"lon": 8.67, "lat": 49.41},
        {"lon": 118.3, "lat": 118.3},
        {"lon": "x", "lat": 99},
        None,
    ],
)
def test_any_other_point_is_left_as_it_stands(point: object):
    assert meant_content({"name": "", "point": point}) is None
