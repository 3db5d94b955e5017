"""Reports with a map: one file each, taken away and looked at without a network."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from dispatch.api.context import context_of
from dispatch.api.identity import reader
from dispatch.api.looks import look
from dispatch.contracts.base import Instant
from dispatch.domain.area_report import AreaReportKind
from dispatch.domain.people import Session, Verb
from dispatch.domain.period import Period
from dispatch.ports.area_reports import AreaReportHead
from dispatch.services.statistics.export_area_report import export_area_report

router = APIRouter(prefix="/statistics/areas", tags=["statistics"])


@router.get("/{kind}.html", response_class=Response)
async def get_area_report(
    *,
    viewer: Annotated[Session, reader(Verb.VIEW_STATISTICS)],
    request: Request,
    kind: AreaReportKind,
    since: Annotated[Instant, Query(alias="from")],
    until: Annotated[Instant, Query(alias="to")],
    language: Literal["zh", "en"] = "zh",
) -> Response:
    """Draw where incidents of a period were, or how long districts waited; kept in the audit."""
    context, period = context_of(request), Period(since, until)
    await look(
        context, viewer, "export_area_report", lambda tx: export_area_report(kind, period, tx)
    )
    boot = context.settings.boot
    head = AreaReportHead(
        kind=kind,
        centre_name=(await context.queries.read_site()).centre_name,
        period=period,
        made_at=context.clock.now(),
        zone=boot.centre.zone,
        language=language,
        demo=boot.centre.mode == "demo",
    )
    page = await context.area_reports.draw(head, await context.statistics.read_placed(period))
    return Response(
        page,
        media_type="text/html; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{kind}.html"',
        },
    )
