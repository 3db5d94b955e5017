"""The audit trail."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query, Request

from dispatch.api.context import context_of
from dispatch.api.identity import reader
from dispatch.api.looks import look
from dispatch.contracts.audit import AuditEntryView, AuditPage
from dispatch.domain.people import Session, Verb
from dispatch.services.audit.view_audit import view_audit

router = APIRouter(prefix="/audit", tags=["audit"])


@router.get("")
async def list_audit(
    viewer: Annotated[Session, reader(Verb.VIEW_AUDIT)],
    request: Request,
    before: Annotated[int | None, Query(ge=1, le=2**62)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> AuditPage:
    """Give the trail, newest first; this look stands in it, too."""
    context = context_of(request)
    await look(context, viewer, "view_audit", lambda tx: view_audit(before, tx))
    lines = await context.queries.list_audit(before, limit)
    entries = tuple(
        AuditEntryView.model_validate({"id": line.id} | asdict(line.entry)) for line in lines
    )
    return AuditPage(entries=entries, next_before=entries[-1].id if len(entries) == limit else None)
