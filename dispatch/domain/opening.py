"""How an incident begins: by hand, or with the call that was answered."""

from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo
from uuid import UUID

from dispatch.domain.call import Call
from dispatch.domain.call_link import first_link, telling_number
from dispatch.domain.duplicates import numbers_of
from dispatch.domain.incident import Incident, IncidentState
from dispatch.domain.incident_form import IncidentForm
from dispatch.domain.incident_number import day_of, number_of

SAME_CALLER_FOR = timedelta(minutes=60)


def incident_by_hand(
    incident_id: UUID, *, count: int, by: str, at: datetime, zone: tzinfo
) -> Incident:
    """Begin an incident without a call.

    Args:
        incident_id: Its id.
        count: How many it is of the centre's day.
        by: Staff number.
        at: Now.
        zone: The centre's.
    """
    number = number_of(day_of(at, zone), count)
    return Incident(incident_id, number, IncidentState.RECEIVED, at, by)


def incident_of_call(
    incident_id: UUID, call: Call, *, count: int, at: datetime, zone: tzinfo
) -> Incident:
    """Begin the incident of a call; its number is where the caller is rung back first.

    Args:
        incident_id: Its id.
        call: Answered at a seat or at a spare phone.
        count: How many it is of the centre's day.
        at: Now.
        zone: The centre's.
    """
    by = call.staff_number or call.phone or call.exchange
    return Incident(
        id=incident_id,
        number=number_of(day_of(at, zone), count),
        state=IncidentState.RECEIVED,
        opened_at=at,
        opened_by=by,
        taker_seat=call.seat,
        links=(first_link(call, by, at),),
        form=IncidentForm(contact_number=call.number),
    )


def find_incident_of_caller(
    call: Call, worked: Iterable[Incident], *, at: datetime, area_code: str
) -> Incident | None:
    """Find the incident of which this caller spoke within the hour, the last one heard of.

    Args:
        call: The new call. A line of many people, or none, says nothing of who calls.
        worked: Incidents in work.
        at: Now.
        area_code: The centre's own.
    """
    number = telling_number(call)
    same = [
        one
        for one in worked
        if number in numbers_of(one, area_code) and at - _last_heard(one) <= SAME_CALLER_FOR
    ]
    return max(same, key=_last_heard, default=None)


def _last_heard(incident: Incident) -> datetime:
    joined = (link.joined_at for link in incident.links)
    return max(incident.opened_at, *joined, incident.last_chased_at or incident.opened_at)
