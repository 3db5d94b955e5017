"""Counters of the telephone, and the itemised list of calls."""

from dataclasses import asdict
from statistics import median
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from dispatch.api.call_list import call_list
from dispatch.api.context import context_of
from dispatch.api.identity import reader
from dispatch.api.looks import look
from dispatch.contracts.base import Instant
from dispatch.contracts.statistics import TelephoneCountersView
from dispatch.domain.people import Session, Verb
from dispatch.domain.period import Period
from dispatch.domain.seat_spans import SeatTime, seat_times
from dispatch.domain.telephone_counters import Outcome, Targets, count_calls
from dispatch.ports.statistics import TelephonePeriod
from dispatch.services.statistics.export_calls import export_calls

router = APIRouter(prefix="/statistics", tags=["statistics"])

Since = Annotated[Instant, Query(alias="from")]
Until = Annotated[Instant, Query(alias="to")]


@router.get("/telephone")
async def get_telephone(
    _: Annotated[Session, reader(Verb.VIEW_STATISTICS)],
    request: Request,
    since: Since,
    until: Until,
    answer_s: Annotated[float, Query(ge=1, le=120)] = 10.0,
    short_s: Annotated[float, Query(ge=0, le=60)] = 5.0,
) -> TelephoneCountersView:
    """Count what the telephone did in a period; what goes on counts up to now."""
    period = Period(since, until)
    read = await context_of(request).statistics.read_telephone(period)
    return _counters(period, read, Targets(answer_s, short_s))


@router.get("/calls.csv")
async def get_call_list(
    viewer: Annotated[Session, reader(Verb.VIEW_STATISTICS)],
    request: Request,
    since: Since,
    until: Until,
) -> Response:
    """Give every call of a period, a line each, numbers masked; who took it away is kept."""
    context, period = context_of(request), Period(since, until)
    await look(context, viewer, "export_calls", lambda tx: export_calls(period, tx))
    async with context.statistics.calls_of(period) as calls:
        lines = await call_list(calls, context.settings.boot.centre.zone)
    return Response(
        lines,
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="calls.csv"'},
    )


def _counters(period: Period, read: TelephonePeriod, targets: Targets) -> TelephoneCountersView:
    counted = count_calls(read.calls, targets)
    answered = counted.counts[Outcome.ANSWERED]
    done_s = [taken_s for taken_s in read.call_backs if taken_s is not None]
    seats = seat_times(read.seat_changes, period.since, min(period.until, read.read_at))
    return TelephoneCountersView.model_validate(
        asdict(counted)
        | asdict(targets)
        | {
            "since": period.since,
            "until": period.until,
            "complaints": read.complaints,
            "complaint_rate": read.complaints / answered if answered else None,
            "repeat_rate": counted.repeated / answered if answered else None,
            "call_backs": {
                "opened": len(read.call_backs),
                "done": len(done_s),
                "median_s": median(done_s) if done_s else None,
            },
            "seats": tuple(map(_seat, seats)),
            "dispositions": read.dispositions,
            "overrides": read.overrides,
        }
    )


def _seat(time: SeatTime) -> dict[str, Any]:
    return asdict(time) | {
        "away_s": {reason or "": seconds for reason, seconds in time.away_s.items()}
    }
