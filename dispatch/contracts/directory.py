"""The caller directory and the key-patient register on the wire."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from dispatch.contracts.base import (
    Command,
    Instant,
    LongText,
    PersonalAddress,
    PersonalName,
    PersonalNumber,
    PersonalText,
    PhoneNumber,
    ShortText,
    View,
)
from dispatch.contracts.calls import CallView, SubscriberView
from dispatch.contracts.place_source_plan import FileEncoding


class LookUpSubscriber(Command):
    """A look at a number outside a call: it wants a reason and is audited."""

    number: PhoneNumber
    reason: LongText


class NumberHistory(View):
    """What is known of a number: its row and its calls, newest first."""

    subscriber: SubscriberView | None
    calls: tuple[CallView, ...]


class BadLine(View):
    """A line of an import that was not taken, and why."""

    line: int
    code: str


class TableSampleView(View):
    """One row that differs, masked."""

    kind: Literal["new", "changed", "gone"]
    number: PersonalNumber
    before: PersonalAddress
    after: PersonalAddress


class TableReportView(View):
    """What a whole table changes; repeated are lines whose number came again further down."""

    before: int
    after: int
    new: int
    changed: int
    gone: int
    repeated: int
    samples: tuple[TableSampleView, ...]


class DirectoryImportView(View):
    """An import of the three-field table; poll it for progress.

    bad_lines holds the first thousand; bad_count counts all. A whole table that is held waits for a
    person beside the one in force, because it is so much smaller.
    """

    id: UUID
    file_name: str
    state: Literal["running", "held", "done", "failed"]
    total_bytes: int
    read_bytes: int
    taken: int
    bad_count: int
    bad_lines: tuple[BadLine, ...]
    started_at: datetime
    ended_at: datetime | None
    code: str | None
    mode: Literal["add", "whole"] = "add"
    stage: Literal["reading", "building", "comparing", "over"] = "reading"
    encoding: FileEncoding = "auto"
    found_encoding: str | None = None
    report: TableReportView | None = None
    started_by: str = ""


class KeyPatientView(View):
    """A key patient 重点病人 in full; every look at one is audited."""

    id: UUID
    name: PersonalName
    category: str
    numbers: tuple[PersonalNumber, ...]
    condition: PersonalText
    access_note: PersonalText
    consent_by: PersonalName
    consent_on: datetime
    changed_by: str
    changed_at: datetime


class KeyPatientLine(View):
    """A row of the register's list: enough to find one, nothing medical."""

    id: UUID
    name: PersonalName
    category: str


class WriteKeyPatient(Command):
    """A new or changed key patient; consent is a condition of being in the register."""

    name: ShortText
    category: ShortText
    numbers: tuple[PhoneNumber, ...] = Field(min_length=1, max_length=10)
    condition: LongText
    access_note: str = Field("", max_length=2000)
    consent_by: ShortText
    consent_on: Instant
