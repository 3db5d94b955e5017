"""Kept things as rows of text: the columns of each kind, and how a cell is read and written.

A cell that a spreadsheet would take for a formula is written with a ' before it. Several values
of a cell stand between 、 and ;. A duty telephone is number/role/hours. Questions and steps of a
first-aid plan are lines of their cell, each 中文 | English, in the order in which they are read;
complaints are the codes of the table of chief complaints.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dispatch.domain.upkeep import KeptKind
from dispatch.domain.upkeep_content import Content
from dispatch.domain.upkeep_words import (
    CAPABILITIES,
    CATEGORIES,
    DEPARTMENTS,
    EQUIPMENT,
    SEXES,
    UNIT_KINDS,
    VEHICLE_KINDS,
)

_FORMULA = re.compile(r"[=+\-@\t\r]")
_BETWEEN = re.compile(r"\s*[、;；\n]\s*")
PART = "/"
_BAR = re.compile(r"\s*[|｜]\s*")
ZH, EN = "zh", "en"


@dataclass(frozen=True, slots=True)
class Form:
    """How the value of a cell is written, by a language, and read in any."""

    write: Callable[[Any, str], str]
    read: Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the field of the content, and its names."""

    field: str
    zh: str
    en: str
    form: Form

    def named(self, language: str) -> str:
        """Give its name."""
        return self.zh if language == ZH else self.en


def _choice(words: Mapping[str, str]) -> Form:
    codes = {word: code for code, word in words.items()}
    return Form(
        lambda value, language: words[value] if language == ZH else value,
        lambda text: codes.get(text, text),
    )


def _maybe_choice(words: Mapping[str, str]) -> Form:
    one = _choice(words)
    return Form(
        lambda value, language: one.write(value, language) if value else "",
        lambda text: one.read(text) if text else None,
    )


def _choices(words: Mapping[str, str]) -> Form:
    one = _choice(words)
    return Form(
        lambda values, language: "、".join(one.write(value, language) for value in values),
        lambda text: [one.read(part) for part in _parts(text)],
    )


def _parts(text: str) -> list[str]:
    return [part for part in _BETWEEN.split(text.strip()) if part]


def _write_telephones(values: Sequence[Mapping[str, str]], _: str) -> str:
    told = ((one["number"], one["role"], one["hours"]) for one in values)
    return "；".join(PART.join(parts).rstrip(PART) for parts in told)


def _read_telephones(text: str) -> object:
    names = ("number", "role", "hours")
    return [
        dict(zip(names, (word.strip() for word in part.split(PART, 2)), strict=False))
        for part in _parts(text)
    ]


def _write_spoken(values: Sequence[Mapping[str, str]], _: str) -> str:
    return "\n".join(" | ".join(filter(None, (one["zh"], one["en"]))) for one in values)


def _read_spoken(text: str) -> object:
    return [dict(zip(("zh", "en"), _BAR.split(line, 1), strict=False)) for line in _lines_of(text)]


def _lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _number(text: str) -> object:
    try:
        return float(text)
    except ValueError:
        return text or None


def _count(text: str) -> object:
    return int(text) if text.isdecimal() else text or None


TEXT = Form(lambda value, _: value or "", lambda text: text)
MAYBE = Form(lambda value, _: value or "", lambda text: text or None)
DEGREES = Form(lambda value, _: "" if value is None else f"{value:.7f}".rstrip("0"), _number)
COUNT = Form(lambda value, _: "" if value is None else str(value), _count)
WORDS = Form(lambda values, _: "、".join(values), _parts)
TELEPHONES = Form(_write_telephones, _read_telephones)
SPOKEN = Form(_write_spoken, _read_spoken)
LINES = Form(lambda values, _: "\n".join(values), _lines_of)

NAME = Column("name", "名称", "name", TEXT)
POINT = (Column("lon", "经度", "lon", DEGREES), Column("lat", "纬度", "lat", DEGREES))
ADDRESS = Column("address", "地址", "address", TEXT)
TELEPHONE = Column("telephone", "电话", "telephone", TEXT)
ID = Column("id", "编号", "id", TEXT)
COLUMNS: Mapping[KeptKind, Sequence[Column]] = {
    KeptKind.STATION: (Column("code", "代码", "code", TEXT), NAME, *POINT, ADDRESS, TELEPHONE),
    KeptKind.VEHICLE: (
        Column("name", "呼号", "name", TEXT),
        Column("plate", "车牌", "plate", TEXT),
        Column("kind", "车型", "kind", _choice(VEHICLE_KINDS)),
        Column("station", "分站", "station", TEXT),
        Column("tracker", "终端", "tracker", MAYBE),
        Column("equipment", "装备", "equipment", _choices(EQUIPMENT)),
    ),
    KeptKind.HOSPITAL: (
        NAME,
        *POINT,
        ADDRESS,
        TELEPHONE,
        Column("departments", "科室", "departments", _choices(DEPARTMENTS)),
        Column("capabilities", "五大中心", "capabilities", _choices(CAPABILITIES)),
        Column("beds_total", "急诊床位", "beds_total", COUNT),
        Column("staff", "值班人员", "staff", TELEPHONES),
        Column("equipment", "设备", "equipment", WORDS),
    ),
    KeptKind.UNIT: (
        NAME,
        Column("kind", "类别", "kind", _choice(UNIT_KINDS)),
        Column("district", "区县", "district", TEXT),
        *POINT,
        ADDRESS,
        Column("telephones", "值班电话", "telephones", TELEPHONES),
        Column("note", "备注", "note", TEXT),
    ),
    KeptKind.LANDMARK: (
        NAME,
        Column("category", "类别", "category", _choice(CATEGORIES)),
        *POINT,
        ADDRESS,
        Column("other_names", "别名", "other_names", WORDS),
    ),
    KeptKind.ALIAS: (Column("alias", "别名", "alias", TEXT), NAME, *POINT),
    KeptKind.PLAN: (
        NAME,
        Column("english", "英文名称", "english", TEXT),
        Column("complaints", "适用主诉", "complaints", WORDS),
        Column("sex", "适用性别", "sex", _maybe_choice(SEXES)),
        Column("age_from_years", "年龄自", "age_from_years", COUNT),
        Column("age_to_years", "年龄至", "age_to_years", COUNT),
        Column("questions", "询问", "questions", SPOKEN),
        Column("steps", "电话指导", "steps", SPOKEN),
        Column("equipment", "车组装备", "equipment", WORDS),
        Column("skills", "车辆要求", "skills", _choices(EQUIPMENT)),
        Column("order_lines", "派车单内容", "order_lines", LINES),
        Column("approved_by", "审批人", "approved_by", TEXT),
    ),
}
KEYS: Mapping[KeptKind, tuple[str, ...]] = {
    KeptKind.STATION: ("code",),
    KeptKind.VEHICLE: ("name",),
    KeptKind.HOSPITAL: ("name",),
    KeptKind.UNIT: ("name", "district"),
    KeptKind.LANDMARK: ("name",),
    KeptKind.ALIAS: ("alias", "name"),
    KeptKind.PLAN: ("name",),
}


def key_of_content(kind: KeptKind, content: Content) -> tuple[str, ...]:
    """Give by what a row without an id is known."""
    return tuple(str(content[field]) for field in KEYS[kind])


def write_cells(kind: KeptKind, content: Content, language: str) -> list[str]:
    """Write a thing as cells, in the columns' order."""
    flat = dict(content) | dict(content.get("point") or {"lon": None, "lat": None})
    return [
        column.form.write(flat[column.field], language)
        if column.form in {DEGREES, COUNT}
        else harmless(column.form.write(flat[column.field], language))
        for column in COLUMNS[kind]
    ]


def read_cells(kind: KeptKind, cells: Mapping[str, str]) -> dict[str, object]:
    """Read the cells of a row by their fields; what a value may be is not checked here.

    A field whose column the file does not have is left out.
    """
    read = {
        column.field: column.form.read(plain(cells[column.field]))
        for column in COLUMNS[kind]
        if column.field in cells
    }
    lon, lat = read.pop("lon", None), read.pop("lat", None)
    if "lon" in cells or "lat" in cells:
        read["point"] = None if lon is lat is None else {"lon": lon, "lat": lat}
    return read


def find_columns(kind: KeptKind, names: Sequence[str]) -> list[str | None]:
    """Give the fields of the columns of a file by their names; None where nobody knows one."""
    known = {
        name: one.field for one in (*COLUMNS[kind], ID) for name in (one.zh, one.en, one.field)
    }
    return [known.get(name.strip().lower()) for name in names]


def harmless(text: str) -> str:
    """Let no spreadsheet take a text for a formula."""
    return f"'{text}" if _FORMULA.match(text) or text.startswith("'") else text


def plain(text: str) -> str:
    """Give a cell's text as it was before it was made harmless."""
    stripped = text.strip()
    is_kept = stripped[:1] == "'" and (_FORMULA.match(stripped[1:]) or stripped[1:2] == "'")
    return stripped[1:] if is_kept else stripped
