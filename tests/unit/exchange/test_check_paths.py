"""Planted dead ends are found; what the generator makes has none."""

from dataclasses import replace

import pytest

from dispatch.adapters.asterisk.dialplan.check_paths import (
    Fault,
    PathEndsAtNobody,
    find_dead_ends,
)
from dispatch.adapters.asterisk.dialplan.files import exchange_files
from tests.unit.exchange.test_dialplan import FILES, PLACES, PLAN

EXTENSIONS, QUEUES, PJSIP = "extensions.conf", "queues.conf", "pjsip.conf"
ROOMS, VERBS = "conference.conf", "seat_verbs.conf"


def planted(name: str, old: str, new: str) -> list[Fault]:
    """The faults of the generated files with one change in one of them."""
    assert old in FILES[name]
    files = FILES | {name: FILES[name].replace(old, new)}
    return [one.fault for one in find_dead_ends(files)]


def test_what_is_generated_leads_everybody_to_somebody():
    assert find_dead_ends(FILES) == []


@pytest.mark.mission("A20")
@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        (EXTENSIONS, "Goto(emergency,s,1)", "Goto(emergncy,s,1)", Fault.NO_SUCH_STEP),
        (EXTENSIONS, "Goto(look)", "Goto(lok)", Fault.NO_SUCH_STEP),
        (EXTENSIONS, "?known)", "?nowhere)", Fault.NO_SUCH_STEP),
        (EXTENSIONS, " same => n,Goto(overflow,1)\n", "", Fault.NO_NEXT_STEP),
        (EXTENSIONS, "Goto(overflow,1)", "Hangup()", Fault.HANGS_UP),
        (EXTENSIONS, "UserEvent(SeatHungUp,", "UserEvent(Other,", Fault.HANGS_UP),
        (EXTENSIONS, '"${QUEUESTATUS}" = "CONTINUE"', '"1" = "1"', Fault.HANGS_UP),
        (EXTENSIONS, "Goto(overflow,1)", "Return()", Fault.NO_NEXT_STEP),
        (EXTENSIONS, "exten => _X!,1", "exten => _911,1", Fault.NOT_TAKEN_IN),
        (EXTENSIONS, "Queue(120,", "Queue(119,", Fault.NO_SUCH_QUEUE),
        (EXTENSIONS, ",,,30)", ")", Fault.WAITS_FOR_EVER),
        (EXTENSIONS, "HEARS=again", "HEARS=silence", Fault.NO_SUCH_SOUND),
        (EXTENSIONS, "exten => ring,1,", "exten => rang,1,", Fault.NO_SUCH_STEP),
        (EXTENSIONS, "exten => gone,1,", "exten => lost,1,", Fault.NO_SUCH_STEP),
        (QUEUES, "membergosub=seat-leg", "membergosub=seat", Fault.NO_SUCH_STEP),
        (QUEUES, "member=PJSIP/spare1,", "member=PJSIP/spare2,", Fault.NO_SUCH_PHONE),
        (QUEUES, "member=", "guest=", Fault.NOBODY_ANSWERS),
        (ROOMS, "Goto(emergency,seats,1)", "Goto(emergency,seat,1)", Fault.NO_SUCH_STEP),
        (ROOMS, "Goto(emergency,seats,1)", "Hangup(16)", Fault.HANGS_UP),
        (ROOMS, "UserEvent(SeatHungUp,", "UserEvent(Other,", Fault.HANGS_UP),
        (ROOMS, "Goto(conference-member,in,1)", "Goto(conference,in,1)", Fault.NO_NEXT_STEP),
        (ROOMS, "exten => gone,1,", "exten => left,1,", Fault.NO_SUCH_STEP),
        (VERBS, "Goto(emergency,seats,1)", "Goto(emergency,seat,1)", Fault.NO_SUCH_STEP),
        (PJSIP, "context=from-trunk", "context=from-phone", Fault.NOT_TAKEN_IN),
    ],
)
def test_a_planted_dead_end_is_found(name: str, old: str, new: str, fault: Fault):
    assert fault in planted(name, old, new)


def test_a_last_queue_without_anybody_is_no_way_out():
    seats, overflow = FILES[QUEUES].split("[120-overflow]")
    assert planted(QUEUES, overflow, overflow.replace("member=", "guest=")) == []
    assert planted(QUEUES, seats, seats.replace("member=", "guest=")) == []
    lonely = planted(EXTENSIONS, "Goto(seats,1)", "Goto(overflow,1)")
    assert lonely == []
    files = FILES | {
        EXTENSIONS: FILES[EXTENSIONS].replace("Goto(seats,1)", "Goto(overflow,1)"),
        QUEUES: FILES[QUEUES].replace(overflow, overflow.replace("member=", "guest=")),
    }
    assert Fault.NOBODY_ANSWERS in {one.fault for one in find_dead_ends(files)}


def test_files_of_a_centre_without_a_phone_are_refused_in_one_sentence():
    with pytest.raises(PathEndsAtNobody) as refusal:
        exchange_files(replace(PLAN, seats=(), spare_phones=()), PLACES)
    assert refusal.value.parameters["fault"] == Fault.NOBODY_ANSWERS
