"""The recorder's wire, read tolerantly: what this server does not know it passes over."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from pydantic import BaseModel, ConfigDict, ValidationError

from dispatch.ports.recordings import (
    Label,
    LabelFilter,
    RecorderAway,
    RecorderHealth,
    Recording,
    RecordingFilter,
    RecordingsFound,
)

SUFFIX_MARK = "*"
Shape = TypeVar("Shape", bound=BaseModel)


class _Read(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)


class _Labels(_Read):
    call_id: UUID
    number: str | None
    called_number: str | None
    seat: int | None
    staff_number: str | None


class _Recording(_Read):
    name: str
    exchange: str
    state: str
    started_at: datetime
    ended_at: datetime | None
    duration_ms: int | None
    repaired: bool
    fault: str | None
    flac_sha256: str | None
    labels: _Labels | None
    lost_from_s: float | None = None
    lost_to_s: float | None = None


class _Page(_Read):
    source: Literal["index", "journal"]
    recordings: tuple[_Recording, ...]


class _Fault(_Read):
    code: str
    channel: str | None = None


class _Health(_Read):
    writing: int
    backlog: int
    faults: tuple[_Fault, ...]
    free_bytes: int
    index: Literal["ok", "away"]


class _Problem(_Read):
    code: str


def search_out(wanted: RecordingFilter) -> Mapping[str, str]:
    """Write a search as the recorder's query."""
    asked = {
        "number": SUFFIX_MARK + wanted.number if wanted.number else None,
        "from": wanted.since.isoformat() if wanted.since else None,
        "to": wanted.until.isoformat() if wanted.until else None,
        "before": wanted.before,
        "limit": str(wanted.limit),
        "call_id": str(wanted.call_id) if wanted.call_id else None,
        "with_empty": None if wanted.with_empty else "false",
        "redacted": "true" if wanted.redacted else None,
        **_labels_out(wanted.labels),
    }
    return {key: value for key, value in asked.items() if value is not None}


def path_of(form: str, window: Mapping[str, str]) -> str:
    """Give the recorder's path of a form; peaks of a window are those of a picture."""
    asked = f"?{urlencode(window)}" if window else ""
    match form:
        case "peaks":
            return f"picture{asked}" if window else "peaks"
        case "recent" | "live":
            return f"{form}{asked}"
        case _:
            return f"audio?form={form}"


def _labels_out(wanted: LabelFilter) -> dict[str, str | None]:
    whole_numbers = {
        "seat": wanted.seat,
        "min_duration_ms": wanted.min_duration_ms,
        "max_duration_ms": wanted.max_duration_ms,
    }
    return {
        "digits": wanted.digits,
        "called": SUFFIX_MARK + wanted.called if wanted.called else None,
        "staff_number": wanted.staff_number,
        **{key: None if value is None else str(value) for key, value in whole_numbers.items()},
    }


def label_out(label: Label) -> Mapping[str, object]:
    """Write a label."""
    return {
        "call_id": str(label.call_id),
        "number": label.number,
        "called_number": label.called_number or None,
        "seat": label.seat,
        "staff_number": label.staff_number,
        "started_at": label.started_at,
        "event_n": label.event_n,
    }


def recording_in(content: bytes) -> Recording:
    """Read one recording; RecorderAway when that is no recorder's answer."""
    return _recording(_read(_Recording, content))


def found_in(content: bytes) -> RecordingsFound:
    """Read a page; RecorderAway when that is no recorder's answer."""
    page = _read(_Page, content)
    index = "database" if page.source == "index" else "journal"
    return RecordingsFound([_recording(one) for one in page.recordings], index)


def health_in(content: bytes) -> RecorderHealth:
    """Read how a recorder is; RecorderAway when that is no recorder's answer."""
    health = _read(_Health, content)
    return RecorderHealth(
        writing=health.writing,
        backlog=health.backlog,
        faults=[fault.code for fault in health.faults if fault.channel is None],
        free_bytes=health.free_bytes,
        index_away=health.index == "away",
    )


def channel_faults_in(content: bytes) -> dict[str, list[str]]:
    """Read the faults of each line or radio input, by its label."""
    found: dict[str, list[str]] = {}
    for one in _read(_Health, content).faults:
        if one.channel is not None:
            found.setdefault(one.channel, []).append(one.code)
    return found


def problem_code(content: bytes) -> str | None:
    """Read the code of a problem document, where it is one."""
    try:
        return _Problem.model_validate_json(content).code
    except ValidationError:
        return None


def _recording(read: _Recording) -> Recording:
    labels = read.labels
    return Recording(
        name=read.name,
        exchange=read.exchange,
        state=read.state.lower(),
        started_at=read.started_at,
        ended_at=read.ended_at,
        duration_ms=read.duration_ms,
        repaired=read.repaired,
        fault=read.fault,
        sha256=read.flac_sha256,
        call_id=labels.call_id if labels else None,
        number=labels.number if labels else None,
        called_number=labels.called_number if labels else None,
        seat=labels.seat if labels else None,
        staff_number=labels.staff_number if labels else None,
        lost_from_s=read.lost_from_s,
        lost_to_s=read.lost_to_s,
    )


def _read(shape: type[Shape], content: bytes) -> Shape:
    try:
        return shape.model_validate_json(content)
    except ValidationError as error:
        raise RecorderAway from error
