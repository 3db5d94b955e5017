"""Dedicated lines as the site names them: what is lacking, and what an exchange is not given."""

from dataclasses import replace

import pytest

from dispatch.adapters.asterisk.dialplan.check_lines import find_line_faults
from dispatch.adapters.asterisk.dialplan.check_paths import DeadEnd, Fault, find_dead_ends
from dispatch.adapters.asterisk.dialplan.files import exchange_files
from dispatch.adapters.asterisk.dialplan.plan_lines import StationLine
from dispatch.doctor.checks.lines import check_lines
from dispatch.doctor.finding import Grade
from dispatch.domain.line import (
    LineLack,
    LineOwner,
    LinePlan,
    LineWarning,
    LineWay,
    is_line_phone,
    line_warnings,
)
from dispatch.domain.line_rules import lines_fit
from tests.unit.exchange.test_dialplan import PLACES, PLAN, sections

EAST = LinePlan(1, "城东分站", LineOwner.STATION, "S01", carrier="电信")
BOTH = replace(EAST, second_number="052784388819", second_carrier="移动")
LINES = (
    StationLine(1, "城东分站", LineWay.DOWN, "password1", second_number="05278001"),
    StationLine(2, "市政府", LineWay.DIRECT, "password2"),
    StationLine(3, "供电", LineWay.BYPASS, "password3", "utility"),
    StationLine(4, "供水", LineWay.BYPASS, "password4", "utility"),
)
FILES = exchange_files(replace(PLAN, lines=LINES), PLACES)


@pytest.mark.mission("A9")
@pytest.mark.parametrize(
    ("line", "lack"),
    [
        (EAST, LineLack.NO_SECOND),
        (replace(BOTH, second_carrier=""), LineLack.CARRIER_UNSAID),
        (replace(BOTH, second_carrier="电信"), LineLack.SAME_CARRIER),
    ],
)
def test_a_place_that_one_fault_cuts_off_is_warned_of(line: LinePlan, lack: LineLack):
    assert line_warnings((line,), ["S01"]) == (LineWarning("S01", lack),)


@pytest.mark.mission("A9")
def test_a_station_without_a_line_is_warned_of():
    hospital = replace(BOTH, number=2, owner=LineOwner.HOSPITAL, code="S02")
    assert line_warnings((BOTH, hospital), ["S01", "S02"]) == (
        LineWarning("S02", LineLack.NO_LINE),
    )


def test_two_ways_by_two_carriers_are_enough():
    assert line_warnings((BOTH,), ["S01"]) == ()


def test_the_doctor_names_each_place_and_what_it_lacks():
    found = check_lines(line_warnings((EAST,), ["S01", "S02"]))
    assert (found.grade, found.code) == (Grade.WARN, "lines_lacking")
    assert (found.parameters["no_line"], found.parameters["no_second"]) == ("S02", "S01")
    assert check_lines(()).grade is Grade.OK
    assert check_lines(None).code == "lines_unknown"


@pytest.mark.parametrize(
    "line",
    [
        replace(EAST, number=0),
        replace(EAST, number=200),
        replace(EAST, label='x" <8001>'),
        replace(EAST, label="a\nb"),
        replace(EAST, code=""),
        replace(EAST, second_number="7001"),
        replace(EAST, second_number="1a"),
        replace(EAST, way=LineWay.BYPASS),
        replace(EAST, group="utility"),
    ],
)
def test_a_line_that_an_exchange_must_not_be_given_does_not_fit(line: LinePlan):
    assert not lines_fit((line,))
    assert not lines_fit((EAST, EAST))
    assert lines_fit((EAST, replace(EAST, number=2, way=LineWay.BYPASS, group="utility")))


def test_only_a_lines_own_phone_is_taken_for_one():
    taken = [
        phone
        for phone in ("7000", "7001", "7199", "7200", "71", "8001", "a")
        if is_line_phone(phone)
    ]
    assert taken == ["7001", "7199"]


def planted(name: str, old: str, new: str) -> list[DeadEnd]:
    assert old in FILES[name]
    return find_line_faults(FILES | {name: FILES[name].replace(old, new)})


@pytest.mark.mission("A10")
def test_no_line_but_a_direct_one_comes_to_a_seat_or_a_trunk():
    assert find_line_faults(FILES) == []
    assert find_dead_ends(FILES) == []


@pytest.mark.mission("A10")
@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("exten => s,1,Answer()", "exten => s,1,Goto(emergency,s,1)", Fault.LINE_CALLS_IN),
        ("exten => s,1,Answer()", "exten => s,1,Queue(120,,,,5)", Fault.LINE_CALLS_IN),
        ("Dial(PJSIP/7003,30)", "Dial(PJSIP/7003@carrier,30)", Fault.LINE_CALLS_IN),
        ("Dial(PJSIP/7003,30)", "Dial(PJSIP/7009,30)", Fault.NO_SUCH_PHONE),
        ("Goto(s,1)", "Goto(t,1)", Fault.NO_SUCH_STEP),
        ("line_down)", "line_down)\n same => n,NoOp()", Fault.NOT_SAID),
        ("exten => _X!,1,", "exten => _911,1,", Fault.NOT_TAKEN_IN),
        ("Goto(next)", "Goto(nxt)", Fault.NO_NEXT_STEP),
        ("?accept,1)", "?accepted,1)", Fault.NO_NEXT_STEP),
        ("group-leg,gone,1", "group-leg,went,1", Fault.NO_SUCH_STEP),
        ("Gosub(transfer-leg,ring,1)", "Gosub(transfer-leg,rang,1)", Fault.NO_SUCH_STEP),
    ],
)
def test_a_planted_way_in_is_found(old: str, new: str, fault: Fault):
    assert fault in {one.fault for one in planted("lines.conf", old, new)}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("emergency,ended,1", "emergency,endd,1", Fault.NO_SUCH_STEP),
        ("Goto(emergency,seats,1)", "Hangup(16)", Fault.HANGS_UP),
        ("MusicOnHold(parked,", "MusicOnHold(silence,", Fault.NO_SUCH_SOUND),
    ],
)
def test_a_parked_caller_who_would_be_lost_is_found(old: str, new: str, fault: Fault):
    files = FILES | {"lines.conf": FILES["lines.conf"].replace(old, new)}
    assert fault in {one.fault for one in find_dead_ends(files)}


@pytest.mark.mission("A9")
def test_a_second_telephone_over_a_trunk_that_is_not_there_is_found():
    assert Fault.NO_SUCH_PHONE in {
        one.fault for one in planted("seat_verbs.conf", "05278001@carrier", "05278001@gone")
    }


@pytest.mark.mission("A11")
def test_a_direct_line_that_comes_to_nobody_is_found():
    plan = FILES | {"queues.conf": FILES["queues.conf"].replace("[direct]", "[indirect]")}
    assert Fault.NO_SUCH_QUEUE in {one.fault for one in find_dead_ends(plan)}


def test_a_lines_name_is_ours_whatever_its_telephone_says():
    (endpoint, *_) = sections("pjsip.conf", "7002", FILES)
    assert endpoint["callerid"] == '"市政府" <7002>'
    assert "trust_id_inbound" not in endpoint
