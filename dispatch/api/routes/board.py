"""The board: a snapshot at one position of the person's stream; and the events of the past."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from dispatch.api.context import context_of
from dispatch.api.identity import reader
from dispatch.api.masking import masked_event
from dispatch.api.routes.complaints import complaint_line
from dispatch.api.routes.session import you
from dispatch.contracts.calls import CallView
from dispatch.contracts.conferences import ConferenceView
from dispatch.contracts.devices import DeviceView
from dispatch.contracts.emergencies import EmergencyView
from dispatch.contracts.events import EventPage, StoredEvent
from dispatch.contracts.groups import GroupCallView
from dispatch.contracts.handover import HandoverView
from dispatch.contracts.hospitals import HospitalView
from dispatch.contracts.incidents import IncidentView
from dispatch.contracts.map import SelectionView
from dispatch.contracts.messages import SeatMessageView
from dispatch.contracts.nuisance import NumberLockView
from dispatch.contracts.orders import OrderView
from dispatch.contracts.parts import PartView
from dispatch.contracts.people import ServerAddress
from dispatch.contracts.reminders import ReminderView
from dispatch.contracts.seats import SeatView
from dispatch.contracts.skills import SkillPlan
from dispatch.contracts.stations import StationView
from dispatch.contracts.stream import Board
from dispatch.contracts.supervision import SupervisionView
from dispatch.contracts.surges import SurgeView
from dispatch.contracts.tasks import TaskView
from dispatch.contracts.vehicles import VehicleView
from dispatch.domain.people import Session, Verb
from dispatch.domain.site import SiteSettings

router = APIRouter(tags=["board"])


@router.get("/board")
async def get_board(
    session: Annotated[Session, reader(Verb.VIEW_BOARD)], request: Request
) -> Board:
    """Give all that is open, as this person may see it."""
    context = context_of(request)
    audiences = session.audiences
    state = await context.queries.read_board(audiences, session.person.staff_number)
    looked_at = await context.queries.find_selection(session.id)
    boot = context.settings.boot
    return Board(
        epoch=state.epoch,
        last=state.last,
        server=context.server,
        server_time=state.read_at,
        audiences=tuple(sorted(audiences)),
        you=await you(context, session),
        calls=tuple(CallView.model_validate(call) for call in state.calls),
        seats=tuple(SeatView.model_validate(seat) for seat in state.seats),
        tasks=tuple(TaskView.model_validate(task) for task in state.tasks),
        parts=tuple(PartView.model_validate(part) for part in context.lamps.parts()),
        servers=tuple(ServerAddress(name=one.name, url=one.url) for one in boot.servers),
        **_set_by_site(state.site),
        handovers=tuple(HandoverView.model_validate(one) for one in state.handovers),
        reminders=tuple(ReminderView.model_validate(one) for one in state.reminders),
        incidents=tuple(IncidentView.model_validate(one) for one in state.incidents),
        complaints=tuple(complaint_line(one) for one in state.complaints),
        orders=tuple(OrderView.model_validate(one) for one in state.orders),
        vehicles=tuple(VehicleView.model_validate(one) for one in state.resources.vehicles),
        stations=tuple(StationView.model_validate(one) for one in state.resources.stations),
        hospitals=tuple(HospitalView.model_validate(one) for one in state.resources.hospitals),
        selection=SelectionView.model_validate(looked_at) if looked_at else None,
        locks=tuple(NumberLockView.model_validate(one) for one in state.locks),
        messages=tuple(SeatMessageView.model_validate(one) for one in state.messages),
        group_calls=tuple(GroupCallView.model_validate(one) for one in state.group_calls),
        supervisions=tuple(SupervisionView.model_validate(one) for one in state.supervisions),
        surge=SurgeView.model_validate(state.surge) if state.surge else None,
        emergencies=tuple(EmergencyView.model_validate(one) for one in state.emergencies),
        conferences=tuple(ConferenceView.model_validate(one) for one in state.conferences),
        devices=tuple(DeviceView.model_validate(one) for one in state.devices),
    )


def _set_by_site(site: SiteSettings) -> dict[str, Any]:
    return {
        "answer_overdue_after_s": site.answer_overdue_after_s,
        "wrap_up_s": site.wrap_up_s,
        "talk_dispositions": tuple(one.value for one in site.talk_dispositions),
        "call_back_reasons": tuple(one.value for one in site.call_back_reasons),
        "skills": tuple(SkillPlan(code=one.code, name=one.name) for one in site.skills),
    }


@router.get("/events")
async def list_events(
    _: Annotated[Session, reader(Verb.VIEW_EVENTS)],
    request: Request,
    after: Annotated[int, Query(ge=0, le=2**62)] = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> EventPage:
    """Give events in order, for review: every personal field is masked."""
    context = context_of(request)
    found = [json.loads(text) for text in await context.queries.list_events(after, limit)]
    events = tuple(masked_event(StoredEvent.model_validate(event)) for event in found)
    next_after = events[-1].n if len(events) == limit else None
    return EventPage(epoch=context.event_log.epoch, events=events, next_after=next_after)
