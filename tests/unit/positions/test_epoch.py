"""Several sentences of one instant are one fix."""

from datetime import UTC, datetime, timedelta

import pytest

from gis.feeds.fix import Damage, Fix, Void
from gis.feeds.nmea import Framing, Heard, NmeaReader
from tests.unit.positions.saying import gga, line, rmc, sentence, tag, vtg

NOW = datetime(2026, 11, 22, 6, 15, 31, tzinfo=UTC)
LATER = NOW + timedelta(seconds=1)


def gll(at: str = "061530.00") -> str:
    return sentence(f"GPGLL,3336.00000,N,11901.80000,E,{at},A,A")


class Terminal:
    """A reader that is told lines, and is asked for what waits."""

    def __init__(self, framing: Framing = Framing.ANY, terminal: str | None = None) -> None:
        self.reader = NmeaReader(framing, terminal)

    def say(self, *parts: str, at: datetime = NOW) -> list[Heard]:
        return [heard for part in parts for heard in self.reader.feed(line(part), at)]

    def flush(self) -> list[Heard]:
        return list(self.reader.flush(LATER))


@pytest.fixture
def terminal() -> Terminal:
    """One that has told an instant by RMC, GGA and VTG already."""
    made = Terminal()
    made.say(rmc(), gga(), vtg(), rmc("061531.00"), gga("061531.00"), vtg())
    return made


def test_the_first_sentence_of_a_terminal_is_told_at_once() -> None:
    (fix,) = Terminal().say(rmc())
    assert isinstance(fix, Fix)
    assert fix.satellites is None


def test_place_speed_and_satellites_of_one_instant_are_one_fix(terminal: Terminal) -> None:
    said = terminal.say(gga("061532.00"), rmc("061532.00"), vtg("36.0", "91.0"))
    (fix,) = [one for one in said if isinstance(one, Fix)]
    assert (fix.satellites, fix.hdop, fix.quality) == (9, 0.9, 1)
    assert fix.speed_kmh == pytest.approx(37.04)
    assert fix.fixed_at == datetime(2026, 11, 22, 6, 15, 32, tzinfo=UTC)


def test_what_stays_away_is_not_waited_for_for_ever(terminal: Terminal) -> None:
    assert terminal.say(rmc("061532.00")) == []
    (fix,) = terminal.flush()
    assert isinstance(fix, Fix)
    assert terminal.flush() == []


def test_the_next_instant_tells_what_waited(terminal: Terminal) -> None:
    assert terminal.say(rmc("061532.00")) == []
    (fix,) = terminal.say(rmc("061533.00"))
    assert isinstance(fix, Fix)
    assert fix.fixed_at.second == 32


def test_a_sentence_that_a_terminal_gave_up_is_unlearned(terminal: Terminal) -> None:
    for second in range(32, 36):
        terminal.say(rmc(f"0615{second}.00"))
        terminal.flush()
    assert len(terminal.say(rmc("061536.00"))) == 1


def test_speed_and_course_of_a_terminal_without_rmc_come_from_vtg() -> None:
    terminal = Terminal()
    terminal.say(gga(), vtg())
    (fix,) = terminal.say(gga("061531.00"), vtg())
    assert isinstance(fix, Fix)
    assert (fix.speed_kmh, fix.course_deg) == (37.0, 90.0)


def test_a_terminal_that_says_only_where_is_heard() -> None:
    (fix,) = Terminal().say(gll())
    assert isinstance(fix, Fix)
    assert fix.fixed_at == datetime(2026, 11, 22, 6, 15, 30, tzinfo=UTC)


def test_one_sentence_that_sees_too_few_satellites_makes_the_instant_void(
    terminal: Terminal,
) -> None:
    said = terminal.say(rmc("061532.00"), gga("061532.00", quality=0), vtg())
    assert said == [Void(None)]


def test_two_talkers_of_one_receiver_are_one_fix() -> None:
    terminal = Terminal()
    terminal.say(rmc(talker="GP"), rmc(talker="BD"))
    both = (rmc("061531.00", talker="GP"), rmc("061531.00", talker="BD"))
    assert len(terminal.say(*both)) == 1


def test_a_receiver_whose_clock_stands_is_heard_again_so_that_it_is_counted() -> None:
    assert len(Terminal().say(rmc(), rmc())) == 2


def test_motion_without_a_place_is_no_fix() -> None:
    terminal = Terminal()
    assert terminal.say(vtg()) == []
    assert terminal.flush() == []


def test_a_plain_line_is_one_terminal_with_the_name_it_was_given() -> None:
    terminal = Terminal(Framing.PLAIN, "AMB07")
    told = terminal.say(rmc(), tag("s:OTHER") + rmc("061531.00"))
    assert [one.device for one in told if isinstance(one, Fix)] == ["AMB07", "AMB07"]


def test_on_a_line_of_many_a_sentence_that_names_nobody_is_nobodys() -> None:
    terminal = Terminal(Framing.TAGGED)
    assert terminal.say(rmc()) == [Damage("untagged")]
    assert len(terminal.say(tag("s:AMB01") + rmc())) == 1


def test_a_wrong_check_behind_a_true_tag_block_is_that_terminals() -> None:
    wrong = tag("s:AMB01") + rmc().replace("3336", "3337")
    assert Terminal().say(wrong) == [Damage("checksum", "AMB01")]


def test_a_sentence_behind_a_long_binary_frame_is_found() -> None:
    reader = NmeaReader()
    heard = list(reader.feed(b"\xb5\x62" * 700 + line(tag("s:AMB01"), rmc()), NOW))
    assert heard[0] == Damage("too_long")
    assert [one.device for one in heard if isinstance(one, Fix)] == ["AMB01"]


def test_two_sentences_without_an_end_between_them_are_both_heard() -> None:
    both = rmc() + rmc("061531.00")
    assert len(list(NmeaReader().feed(line(both), NOW))) == 2
