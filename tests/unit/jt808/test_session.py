"""A terminal registers, authenticates and is heard; whoever does not is answered and not heard."""

from dataclasses import replace

import pytest

from gis.datum import Wgs84
from gis.feeds.fix import Damage, Fix
from gis.feeds.jt808.downward import (
    PlatformAnswer,
    RegisterAnswer,
    RegisterResult,
    ResendUp,
    Result,
    Text,
    TextFlag,
)
from gis.feeds.jt808.frame import Frame, FrameReader, Part, Version, write_frame
from gis.feeds.jt808.location import Alarm
from gis.feeds.jt808.messages import Message, read_message
from gis.feeds.jt808.parts import ASK_AFTER_S
from gis.feeds.jt808.session import (
    SILENT_AFTER_S,
    STRANGER_AFTER_S,
    Alarmed,
    Answered,
    Calmed,
    Condition,
    Heard,
    Joined,
    Left,
    Say,
    Session,
)
from gis.feeds.jt808.upward import (
    Authenticate,
    Heartbeat,
    LocationBatch,
    LocationReport,
    LogOut,
    Register,
    ResendDown,
    TerminalAnswer,
    Unknown,
)
from tests.unit.jt808.saying import AT, BOX, PHONE, place, says

CODE = "right"


class OneGate:
    """Admits one box."""

    def __init__(self) -> None:
        self.registered: list[tuple[str, Version, Register]] = []

    def register(self, phone: str, version: Version, told: Register) -> tuple[int, str]:
        self.registered.append((phone, version, told))
        if phone != PHONE:
            return RegisterResult.TERMINAL_UNKNOWN, ""
        return RegisterResult.DONE, CODE

    def authenticate(self, phone: str, code: str) -> bool:
        return (phone, code) == (PHONE, CODE)


def opened() -> Session:
    return Session(OneGate(), 0.0)


def joined() -> Session:
    session = opened()
    list(session.hear(says(Authenticate(CODE)), 0.0))
    assert session.joined
    return session


def answers(heard: list[Heard], version: Version = Version.V2013) -> list[Message]:
    data = b"".join(one.data for one in heard if isinstance(one, Say))
    frames = [one for one in FrameReader().feed(data) if isinstance(one, Frame)]
    return [read_message(one, version) for one in frames]


def test_an_admitted_terminal_gets_a_code_and_joins_with_it() -> None:
    session = opened()
    assert answers(list(session.hear(says(BOX, 7), 0.0))) == [RegisterAnswer(7, 0, CODE)]
    heard = list(session.hear(says(Authenticate(CODE), 8), 0.0))
    assert answers(heard) == [PlatformAnswer(8, 0x0102, Result.DONE)]
    assert Joined(PHONE) in heard


def test_an_unknown_terminal_is_refused_and_a_wrong_code_too() -> None:
    refused = list(opened().hear(says(BOX, phone="1"), 0.0))
    assert answers(refused) == [RegisterAnswer(1, RegisterResult.TERMINAL_UNKNOWN)]
    wrong = list(opened().hear(says(Authenticate("wrong")), 0.0))
    assert answers(wrong) == [PlatformAnswer(1, 0x0102, Result.FAILED)]
    assert Damage("code_wrong") in wrong


def test_what_is_said_before_authentication_is_not_heard() -> None:
    heard = list(opened().hear(says(LocationReport(place())), 0.0))
    assert answers(heard) == [PlatformAnswer(1, 0x0200, Result.FAILED)]
    assert not any(isinstance(one, Fix) for one in heard)


@pytest.mark.parametrize("version", Version)
def test_the_version_is_learned_from_the_registration(version: Version) -> None:
    session = opened()
    list(session.hear(says(BOX, version=version), 0.0))
    assert session.version is version


def test_a_location_is_a_fix_of_the_terminal_and_answered() -> None:
    heard = list(joined().hear(says(LocationReport(place()), 9), 0.0))
    assert [one.device for one in heard if isinstance(one, Fix)] == [PHONE]
    assert answers(heard) == [PlatformAnswer(9, 0x0200, Result.DONE)]


def test_a_batch_in_parts_is_every_fix_of_it_and_each_part_is_answered() -> None:
    batch = LocationBatch(is_stored=True, locations=(place(),) * 60)
    heard = list(joined().hear(says(batch, 20), 0.0))
    assert sum(isinstance(one, Fix) for one in heard) == 60
    assert answers(heard) == [PlatformAnswer(20, 0x0704, 0), PlatformAnswer(21, 0x0704, 0)]


def test_a_place_that_is_none_on_earth_is_answered_as_wrong() -> None:
    heard = list(joined().hear(says(LocationReport(place(latitude_udeg=91_000_000))), 0.0))
    assert Damage("place") in heard
    assert answers(heard) == [PlatformAnswer(1, 0x0200, Result.WRONG)]


def test_an_unknown_message_is_answered_as_not_supported() -> None:
    heard = list(joined().hear(says(Unknown(0x0900, b"abc"), 4), 0.0))
    assert heard[0] == Damage("unknown")
    assert answers(heard) == [PlatformAnswer(4, 0x0900, Result.NOT_SUPPORTED)]


def test_a_damaged_body_is_answered_as_wrong() -> None:
    heard = list(joined().hear(write_frame(Frame(0x0200, PHONE, 5, b"short")), 0.0))
    assert answers(heard) == [PlatformAnswer(5, 0x0200, Result.WRONG)]


def test_the_emergency_key_is_told_before_its_report_is_answered() -> None:
    heard = list(joined().hear(says(LocationReport(place(Alarm.EMERGENCY)), 9), 0.0))
    pressed = Alarmed(PHONE, AT, 9, is_stored=False, point=Wgs84(119.03, 33.6))
    assert heard.index(pressed) < next(i for i, one in enumerate(heard) if isinstance(one, Say))


def test_the_emergency_key_in_a_batch_in_parts_is_told_before_the_last_part_is_answered() -> None:
    batch = LocationBatch(is_stored=True, locations=(place(Alarm.EMERGENCY),) * 60)
    heard = list(joined().hear(says(batch, 20), 0.0))
    assert [one.is_stored for one in heard if isinstance(one, Alarmed)] == [True] * 60
    assert answers(heard[-1:]) == [PlatformAnswer(21, 0x0704, 0)]


def test_the_emergency_key_is_told_whatever_its_place_is_worth() -> None:
    report = LocationReport(place(Alarm.EMERGENCY, latitude_udeg=91_000_000))
    heard = list(joined().hear(says(report, 9), 0.0))
    assert Alarmed(PHONE, AT, 9, is_stored=False, point=None) in heard


def test_a_report_without_the_key_says_so() -> None:
    heard = list(joined().hear(says(LocationReport(place())), 0.0))
    assert Calmed(PHONE, AT, is_stored=False) in heard


def test_faults_of_the_box_are_told_when_they_come_and_when_they_go() -> None:
    session = joined()
    cut = place(Alarm.POWER_CUT | Alarm.ANTENNA_OPEN | Alarm.OVERSPEED)
    told = [
        [
            one.faults
            for one in session.hear(says(LocationReport(at)), 0.0)
            if isinstance(one, Condition)
        ]
        for at in (place(), cut, cut, place())
    ]
    assert told == [[], [("POWER_CUT", "ANTENNA_OPEN")], [], [()]]


def test_another_terminal_on_the_same_connection_is_not_heard() -> None:
    heard = list(joined().hear(says(LocationReport(place()), phone="2"), 0.0))
    assert heard == [Damage("other_phone")]


def test_our_text_is_matched_with_its_answer_by_serial() -> None:
    session = joined()
    serial, data = session.say(Text(TextFlag.DISPLAY, "你好"))
    (frame,) = FrameReader().feed(data)
    assert isinstance(frame, Frame)
    assert frame.serial == serial
    heard = list(session.hear(says(TerminalAnswer(serial, 0x8300, 0)), 0.0))
    assert heard == [Answered(serial, 0)]


def test_parts_of_a_long_text_are_sent_again_when_asked_for() -> None:
    session = joined()
    _, data = session.say(Text(TextFlag.DISPLAY, "急" * 900))
    sent = [one for one in FrameReader().feed(data) if isinstance(one, Frame)]
    heard = list(session.hear(says(ResendDown(sent[0].serial, (2,))), 0.0))
    assert heard == [Say(write_frame(sent[1]))]


def test_a_missing_part_is_asked_for() -> None:
    session = joined()
    half = Frame(0x0704, PHONE, 30, b"x", part=Part(2, 1))
    list(session.hear(write_frame(half), 0.0))
    asked = answers(list(session.look(ASK_AFTER_S)))
    assert asked == [ResendUp(30, (2,))]


def test_parts_of_a_stranger_are_not_kept() -> None:
    session = opened()
    half = Frame(0x0704, PHONE, 30, b"x", part=Part(2, 1))
    assert answers(list(session.hear(write_frame(half), 0.0))) == [PlatformAnswer(30, 0x0704, 1)]
    assert list(session.look(ASK_AFTER_S)) == []


def test_whoever_does_not_authenticate_or_falls_silent_is_ended() -> None:
    stranger = opened()
    list(stranger.hear(says(Heartbeat()), STRANGER_AFTER_S))
    assert list(stranger.look(STRANGER_AFTER_S)) == []
    assert list(stranger.look(STRANGER_AFTER_S + 1)) == [Left("stranger")]
    assert list(joined().look(SILENT_AFTER_S)) == []
    assert list(joined().look(SILENT_AFTER_S + 1)) == [Left("silent")]


def test_half_frames_for_ever_are_no_sign_of_life() -> None:
    session = joined()
    for second in range(int(SILENT_AFTER_S)):
        list(session.hear(b"\x00" * 50, float(second)))
    assert Left("silent") in list(session.look(SILENT_AFTER_S + 1))


def test_a_terminal_that_logs_out_is_answered_and_ended() -> None:
    heard = list(joined().hear(says(LogOut()), 0.0))
    assert answers(heard) == [PlatformAnswer(1, 0x0003, Result.DONE)]
    assert heard[-1] == Left("logged_out")


def test_a_terminal_of_2019_is_answered_in_its_own_frame() -> None:
    session = opened()
    register = replace(BOX, terminal="A" * 30)
    heard = list(session.hear(says(register, version=Version.V2019), 0.0))
    (frame,) = [x for one in heard if isinstance(one, Say) for x in FrameReader().feed(one.data)]
    assert isinstance(frame, Frame)
    assert frame.version is Version.V2019
