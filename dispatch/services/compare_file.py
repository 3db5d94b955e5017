"""What taking a file would do: each of its rows beside what is kept."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal
from uuid import UUID

from dispatch.domain.swapped_point import meant_content
from dispatch.domain.upkeep import Doubt, KeptKind, KeptThing, name_of
from dispatch.domain.upkeep_content import Content
from dispatch.domain.upkeep_table import key_of_content
from dispatch.ports.upkeep_files import FileRow


@dataclass(frozen=True, slots=True)
class BadRow:
    """Why a row cannot be taken, and in which field."""

    code: str
    field: str


@dataclass(frozen=True, slots=True)
class DifferentRow:
    """One row of the difference; state gone: kept and not in the file.

    A bad row of code swapped has the content with the point that is meant: a person takes it so.
    """

    line: int | None
    state: Literal["new", "changed", "same", "gone", "bad"]
    id: UUID | None = None
    name: str = ""
    content: Content | None = None
    before: Content | None = None
    changed: tuple[str, ...] = ()
    expected: int = 0
    doubts: tuple[Doubt, ...] = ()
    code: str = ""
    field: str = ""


SWAPPED = "swapped"
Check = Callable[[Mapping[str, object]], Content | BadRow]


def compare_file(
    kind: KeptKind,
    rows: Sequence[FileRow],
    kept: Sequence[KeptThing],
    check: Check,
    new_id: Callable[[], UUID],
) -> Sequence[DifferentRow]:
    """Compare a file with what is kept.

    A row belongs to a thing by its id, else by its key; a field that the file has no column for
    stays as it is kept.

    Args:
        kind: Of all rows.
        rows: As they stand in the file.
        kept: All things of the kind.
        check: Gives the content as it may be stored, or why it may not.
        new_id: Makes ids for new things.
    """
    there = [one for one in kept if not one.retired]
    by_id = {str(one.id): one for one in kept}
    by_key = {key_of_content(kind, one.content): one for one in there}
    seen: set[UUID] = set()
    found = []
    for row in rows:
        known = by_id.get(row.id) or by_key.get(_key(kind, row.content))
        one = _compare(row, known, check, new_id)
        if one.id is not None and one.id in seen:
            one = DifferentRow(row.line, "bad", name=one.name, code="repeated")
        elif one.id is not None:
            seen.add(one.id)
        found.append(one)
    return [*found, *_gone(there, seen)]


def _key(kind: KeptKind, content: Mapping[str, object]) -> tuple[str, ...]:
    try:
        return key_of_content(kind, content)
    except KeyError:
        return ()


def _compare(
    row: FileRow, known: KeptThing | None, check: Check, new_id: Callable[[], UUID]
) -> DifferentRow:
    stands = known is not None and not known.retired
    before = known.content if known and stands else None
    told = {**(before or {}), **row.content}
    meant = meant_content(told)
    if meant is None:
        return _compared(row, known, before, check(told), new_id)
    found = _compared(row, known, before, check(meant), new_id)
    return (
        found if found.state == "bad" else replace(found, state="bad", code=SWAPPED, field="point")
    )


def _compared(
    row: FileRow,
    known: KeptThing | None,
    before: Content | None,
    read: Content | BadRow,
    new_id: Callable[[], UUID],
) -> DifferentRow:
    if isinstance(read, BadRow):
        name = str(row.content.get("name", ""))
        return DifferentRow(row.line, "bad", name=name, code=read.code, field=read.field)
    if before is None:
        key = known.id if known else new_id()
        expected = known.version if known else 0
        return DifferentRow(row.line, "new", key, name_of(read), read, expected=expected)
    changed = tuple(field for field in read if read[field] != before.get(field))
    return DifferentRow(
        line=row.line,
        state="changed" if changed else "same",
        id=known.id if known else None,
        name=name_of(read),
        content=read,
        before=before,
        changed=changed,
        expected=known.version if known else 0,
    )


def _gone(there: Sequence[KeptThing], seen: set[UUID]) -> Iterator[DifferentRow]:
    for one in there:
        if one.id not in seen:
            told = (one.id, one.name, None, one.content, (), one.version)
            yield DifferentRow(None, "gone", *told)
