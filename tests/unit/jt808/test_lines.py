"""However many connect and however fast they send, those who are known are heard."""

from gis.feeds.jt808.session import Session
from gis.fleet.terminals.lines import (
    MAX_LINES,
    MAX_OF_ADDRESS,
    MAX_STRANGERS,
    OCTETS_A_SECOND,
    OCTETS_AT_ONCE,
    Line,
    Lines,
)
from gis.fleet.terminals.roll import Roll


class NoEnds:
    def write(self, data: bytes) -> None:
        """Nobody reads."""

    def close(self) -> None:
        """Nobody is there."""


def line(address: str = "10.0.0.1", phone: str | None = None) -> Line:
    session = Session(Roll(), 0.0)
    session.phone = phone
    return Line(address, NoEnds(), session)


def test_too_many_strangers_cost_the_oldest_of_them_and_nobody_who_joined() -> None:
    lines = Lines()
    known = line(phone="7")
    lines.open(known)
    lines.join(known, "7")
    first = line()
    lines.open(first)
    assert [lines.open(line()) for _ in range(MAX_STRANGERS - 1)] == [None] * (MAX_STRANGERS - 1)
    assert lines.open(line()) is first
    assert lines.joined == {"7": known}


def test_an_address_and_the_port_have_room_for_so_many() -> None:
    lines = Lines()
    for _ in range(MAX_OF_ADDRESS):
        lines.open(line())
    assert lines.refuse("10.0.0.1") == "address_crowded"
    assert lines.refuse("10.0.0.2") is None
    for number in range(MAX_LINES - MAX_OF_ADDRESS):
        lines.open(line(f"h{number}"))
    assert lines.refuse("10.0.0.2") == "crowded"


def test_a_closed_connection_makes_room() -> None:
    lines, ended = Lines(), line()
    lines.open(ended)
    for _ in range(MAX_OF_ADDRESS - 1):
        lines.open(line())
    lines.close(ended)
    lines.close(ended)
    assert lines.refuse("10.0.0.1") is None


def test_a_terminal_that_connects_again_ends_its_older_connection() -> None:
    lines = Lines()
    older, newer = line(phone="7"), line(phone="7")
    for one in (older, newer):
        lines.open(one)
    assert lines.join(older, "7") is None
    assert lines.join(newer, "7") is older
    lines.close(older)
    assert lines.joined == {"7": newer}


def test_a_flood_waits_and_a_batch_does_not() -> None:
    one = line()
    assert one.wait_s(OCTETS_AT_ONCE, 0.0) == 0.0
    assert one.wait_s(2 * OCTETS_A_SECOND, 0.0) == 2.0
    assert one.wait_s(0, 2.0) == 0.0
    assert one.wait_s(OCTETS_A_SECOND, 3.0) == 0.0
