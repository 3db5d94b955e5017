"""The itemised list of calls 话单 as CSV: one line a call, numbers masked."""

import csv
from collections.abc import AsyncIterator
from datetime import datetime
from io import StringIO
from zoneinfo import ZoneInfo

from dispatch.domain.call import Call
from dispatch.domain.clock_step import seconds_between
from dispatch.domain.privacy import masked_number

BYTE_ORDER_MARK = "\ufeff"
"""Without it a Chinese Excel takes UTF-8 for GBK."""
HEAD = (
    "call_id",
    "direction",
    "exchange",
    "trunk",
    "called_number",
    "number",
    "offered_at",
    "answered_at",
    "ended_at",
    "wait_s",
    "talk_s",
    "state",
    "seat",
    "staff_number",
    "phone",
    "ended_by",
    "end_cause",
    "recording",
    "disposition",
)


async def call_list(calls: AsyncIterator[Call], zone: str) -> str:
    """Write the list; instants in the centre's zone."""
    out, at_home = StringIO(), ZoneInfo(zone)
    out.write(BYTE_ORDER_MARK)
    lines = csv.writer(out)
    lines.writerow(HEAD)
    async for call in calls:
        lines.writerow(_line(call, at_home))
    return out.getvalue()


def _line(call: Call, zone: ZoneInfo) -> tuple[object, ...]:
    return (
        call.id,
        call.direction.value,
        call.exchange,
        call.trunk,
        _harmless(call.called_number),
        masked_number(call.number) if call.number else "",
        _instant(call.offered_at, zone),
        _instant(call.answered_at, zone),
        _instant(call.ended_at, zone),
        _seconds(call.offered_at, call.answered_at or call.ended_at),
        _seconds(call.answered_at, call.ended_at),
        call.state.value,
        call.seat,
        call.staff_number,
        call.phone,
        call.ended_by.value if call.ended_by else "",
        call.end_cause,
        call.recording,
        call.disposition.value if call.disposition else "",
    )


def _instant(at: datetime | None, zone: ZoneInfo) -> str:
    return at.astimezone(zone).isoformat(timespec="seconds") if at else ""


def _seconds(begin: datetime | None, end: datetime | None) -> str:
    return f"{seconds_between(begin, end):.1f}" if begin and end else ""


def _harmless(text: str) -> str:
    """Let no spreadsheet take what a carrier sent for a formula."""
    return f"'{text}" if text[:1] in {"+", "=", "-", "@"} else text
