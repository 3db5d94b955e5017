"""Only the box that a technician saw is admitted, and only with the code it was given."""

from gis.feeds.jt808.downward import RegisterResult
from gis.feeds.jt808.frame import Version
from gis.fleet.terminals.roll import MAX_STRANGERS, Admission, Box, Roll, hash_code
from tests.unit.jt808.saying import BOX, PHONE

KNOWN = Box(BOX.maker, BOX.model, BOX.terminal)


def admitting() -> Roll:
    roll = Roll()
    roll.admit({PHONE: Admission(KNOWN, None)})
    return roll


def test_a_stranger_is_refused_and_listed() -> None:
    roll = Roll()
    assert roll.register("7", Version.V2013, BOX) == (RegisterResult.TERMINAL_UNKNOWN, "")
    (seen,) = roll.take_changed()
    assert (seen.phone, seen.told, seen.counts["refused"]) == ("7", BOX, 1)


def test_an_admitted_box_gets_a_code_of_its_own_that_alone_lets_it_in() -> None:
    roll = admitting()
    (_, first), (_, second) = (roll.register(PHONE, Version.V2013, BOX) for _ in range(2))
    assert first != second
    assert not roll.authenticate(PHONE, first)
    assert roll.authenticate(PHONE, second)


def test_the_code_is_known_after_the_process_was_started_again() -> None:
    roll = Roll()
    roll.admit({PHONE: Admission(KNOWN, hash_code("kept"))})
    assert roll.authenticate(PHONE, "kept")
    assert not roll.authenticate(PHONE, "other")


def test_another_box_with_the_number_of_an_admitted_one_is_refused_and_shown() -> None:
    roll = admitting()
    other = Box("ACME0", "T808", "B000002")
    told = type(BOX)(44, 101, other.maker, other.model, other.terminal, 2, BOX.plate)
    assert roll.register(PHONE, Version.V2013, told)[0] is RegisterResult.TERMINAL_TAKEN
    assert roll.seen(PHONE).counts["other_box"] == 1


def test_without_a_code_nobody_is_let_in() -> None:
    assert not admitting().authenticate(PHONE, "")
    assert not Roll().authenticate(PHONE, "")


def test_strangers_are_remembered_only_while_there_is_room() -> None:
    roll = admitting()
    roll.register(PHONE, Version.V2013, BOX)
    for number in range(MAX_STRANGERS + 50):
        roll.register(str(number), Version.V2013, BOX)
    assert len(roll.take_changed()) == MAX_STRANGERS + 1
    assert PHONE in roll
