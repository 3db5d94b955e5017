"""The table of chief complaints 主诉."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Request

from dispatch.api.context import Context, context_of
from dispatch.api.identity import Actor, actor, reader
from dispatch.api.looks import Accounted, accounted
from dispatch.contracts.complaints import ComplaintAsked, ComplaintLine, WriteComplaints
from dispatch.domain.complaint import Complaint, Department, UsedComplaint
from dispatch.domain.incident_form import Priority
from dispatch.domain.people import Session, Verb
from dispatch.services.complaints import write_complaints as write_case

router = APIRouter(prefix="/complaints", tags=["complaints"])


@router.get("")
async def list_complaints(
    viewer: Annotated[Session, reader(Verb.VIEW_BOARD)], request: Request
) -> Sequence[ComplaintLine]:
    """Give the table, what this person used most often first."""
    return await _lines(context_of(request), viewer.person.staff_number)


@router.put("")
async def write(
    asked: WriteComplaints, by: Annotated[Actor, actor(Verb.MANAGE_SITE)], request: Request
) -> Sequence[ComplaintLine]:
    """Put a whole table in place of the one before."""
    command = write_case.WriteComplaints([_complaint(one) for one in asked.complaints])
    await by.do(
        "write_complaints",
        accounted(lambda tx: write_case.write_complaints(command, tx)),
        Accounted,
        asked,
    )
    return await _lines(context_of(request), by.staff_number)


def complaint_line(used: UsedComplaint) -> ComplaintLine:
    """Show a line with how often it was used."""
    one = used.complaint
    return ComplaintLine.model_validate(
        {
            "code": one.code,
            "name": one.name,
            "english": one.english,
            "needs": one.needs,
            "priority": one.priority,
            "uses": used.uses,
        }
    )


async def _lines(context: Context, staff_number: str) -> Sequence[ComplaintLine]:
    return [complaint_line(one) for one in await context.incidents.list_complaints(staff_number)]


def _complaint(asked: ComplaintAsked) -> Complaint:
    needs = tuple(Department(one) for one in asked.needs)
    return Complaint(asked.code, asked.name, asked.english, needs, Priority(asked.priority))
