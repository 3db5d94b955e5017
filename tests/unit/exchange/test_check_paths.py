"""Planted dead ends are found; what the generator makes has none."""

from dataclasses import replace

import pytest

from dispatch.adapters.asterisk.dialplan.check_paths import (
    Fault,
    PathEndsAtNobody,
    find_dead_ends,
)
from dispatch.adapters.asterisk.dialplan.files import exchange_files
from dispatch.adapters.asterisk.dialplan.plan import DistrictPlan
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


@pytest.mark.mission("B21")
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Set(GROUP(dial-in)=call)\n same => n,Goto(emergency,s,1)", "Hangup()"),
        ("?call)", "?nowhere)"),
        ("Goto(dial-in-waits,s,1)", "Goto(dial-in-wait,s,1)"),
    ],
)
def test_who_dials_in_without_a_code_must_come_to_somebody(old: str, new: str):
    files = exchange_files(replace(PLAN, dial_in_number="052784388199"), PLACES)
    assert find_dead_ends(files) == []
    assert old in files["lines.conf"]
    files["lines.conf"] = files["lines.conf"].replace(old, new)
    assert find_dead_ends(files)


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
        (EXTENSIONS, "b(fetch-leg^ring^1)", "b(fetch-leg^rang^1)", Fault.NO_SUCH_STEP),
        (
            EXTENSIONS,
            "Gosub(emergency,surging,1)",
            "Gosub(emergency,surge-on,1)",
            Fault.NO_SUCH_STEP,
        ),
        (
            EXTENSIONS,
            "Gosub(transfer-leg,ring,1)",
            "Gosub(transfer-leg,rung,1)",
            Fault.NO_SUCH_STEP,
        ),
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


def test_a_dead_end_where_only_a_server_leads_a_caller_is_found_too():
    fetched = FILES[EXTENSIONS].split("[fetch]\n")[1].split("\n[")[0]
    lost = fetched.replace("Goto(emergency,seats,1)", "Hangup()")
    assert lost != fetched
    assert Fault.HANGS_UP in planted(EXTENSIONS, fetched, lost)
    begins = 'GotoIf($["${SHARED(LEG)}" = ""]?seats,1)'
    assert Fault.NO_SUCH_STEP in planted(EXTENSIONS, begins, begins.replace("seats", "seat"))


@pytest.mark.mission("D9")
def test_a_dead_end_where_a_caller_is_sent_on_is_found_too():
    files = exchange_files(replace(PLAN, skills=("cantonese",)), PLACES)
    assert find_dead_ends(files) == []
    for name, old, new, fault in (
        ("lines.conf", "Goto(emergency,skilled,1)", "Goto(emergency,skill,1)", Fault.NO_SUCH_STEP),
        ("lines.conf", "Goto(emergency,skilled,1)", "Hangup(16)", Fault.HANGS_UP),
        (EXTENSIONS, "Goto(not-skilled,1)", "Goto(nobody,1)", Fault.NO_SUCH_STEP),
        (EXTENSIONS, "Goto(not-skilled,1)", "Hangup(16)", Fault.HANGS_UP),
        (EXTENSIONS, "Gosub(emergency,trainees,1)", "Gosub(emergency,n,1)", Fault.NO_SUCH_STEP),
        (QUEUES, "[skill-cantonese]", "[cantonese]", Fault.NO_SUCH_QUEUE),
    ):
        assert old in files[name]
        changed = files | {name: files[name].replace(old, new)}
        assert fault in [one.fault for one in find_dead_ends(changed)], (old, new)


def test_a_district_whose_station_no_trunk_reaches_is_found():
    district = DistrictPlan("洋北镇", together=True, prefixes=("8460",), station_number="84350001")
    files = exchange_files(replace(PLAN, districts=(district,)), PLACES)
    assert find_dead_ends(files) == []
    unreached = files[EXTENSIONS].replace("exten => 84350001,1", "exten => 84350002,1")
    faults = [one.fault for one in find_dead_ends(files | {EXTENSIONS: unreached})]
    assert Fault.NO_SUCH_PHONE in faults
