"""Dialling in to a conference: its code, who waits at its door, and what the exchange tells."""

from dataclasses import replace
from datetime import timedelta
from typing import Any, ClassVar
from uuid import UUID

import pytest

from dispatch.adapters.asterisk.ami_conference_events import ConferenceReader
from dispatch.adapters.asterisk.ami_fields import Fields, Unusable
from dispatch.domain.conference import (
    MOST_MEMBERS,
    Conference,
    ConferenceFull,
    ConferenceNotFound,
    ConferenceNotYours,
    GoneBy,
    Member,
    MemberState,
    Role,
    RoomState,
)
from dispatch.domain.conference_signal import MemberCame, MemberKnocks, MemberLeft
from dispatch.domain.dial_in import CODE_DIGITS, LASTS, NoDialInNumber, draw_code
from dispatch.domain.events import Kind
from dispatch.domain.site_rules import SiteInvalid, must_fit
from dispatch.services.conferences.bring_member import bring_member
from dispatch.services.conferences.close_dial_in import close_dial_in
from dispatch.services.conferences.knock import knock
from dispatch.services.conferences.lose_member import lose_member
from dispatch.services.conferences.open_dial_in import OpenDialIn, open_dial_in
from tests.unit.conferences.test_rooms_of_several import (
    CALL,
    FREE,
    LI,
    OPENER,
    OWN,
    ROOM,
    WANG,
    came,
    opened,
)
from tests.unit.memory_transaction import NOON, SITE, MemoryTransaction

NUMBER, GUEST = "052784388199", UUID(int=0x900)
ABOUT: Any = {
    "exchange": "node1",
    "call_unique_id": CALL.unique_id,
    "happened_at": NOON,
    "conference_id": ROOM,
    "member_id": GUEST,
}
KNOCKS = MemberKnocks(**ABOUT, number="13901112222")


async def in_a_room(number: str = NUMBER) -> MemoryTransaction:
    """Seat 1 is in its room."""
    site = replace(SITE, dial_in_number=number)
    tx = MemoryTransaction(calls=[CALL], seats=[OWN, FREE], site=site)
    await opened(tx, announce=False)
    await came(tx, OPENER)
    return tx


@pytest.mark.mission("B21")
async def test_a_seat_in_the_room_gets_a_code_for_half_an_hour_and_then_another():
    tx = await in_a_room()
    first = (await open_dial_in(OpenDialIn(ROOM, LI), tx)).dial_in
    second = (await open_dial_in(OpenDialIn(ROOM, LI), tx)).dial_in
    assert first is not None
    assert second is not None
    assert (first.number, first.until) == (NUMBER, NOON + LASTS)
    assert (len(first.code), first.code.isdigit()) == (CODE_DIGITS, True)
    assert first.code != second.code
    assert tx.conferences[ROOM].dial_in == second
    await close_dial_in(ROOM, tx)
    assert tx.conferences[ROOM].dial_in is None
    assert tx.told[-3:] == [Kind.CONFERENCE_DIAL_IN] * 3


async def test_who_is_not_in_it_gets_no_code_and_without_a_number_there_is_none():
    tx = await in_a_room()
    with pytest.raises(ConferenceNotYours):
        await open_dial_in(OpenDialIn(ROOM, WANG), tx)
    tx = await in_a_room(number="")
    with pytest.raises(NoDialInNumber):
        await open_dial_in(OpenDialIn(ROOM, LI), tx)


def test_two_rooms_never_have_one_code():
    ids = [UUID(int=5), UUID(int=5), UUID(int=1_000_006)]
    assert draw_code(iter(ids), set()) == "000005"
    assert draw_code(iter(ids), {"000005"}) == "000006"


@pytest.mark.mission("B48")
async def test_who_knocks_is_shown_waits_and_talks_once_he_is_let_in():
    tx = await in_a_room()
    await knock(KNOCKS, tx)
    guest = tx.conferences[ROOM].get(GUEST)
    assert (guest.role, guest.state) == (Role.OUTSIDE, MemberState.HELD)
    assert guest.number == "13901112222"
    await bring_member(MemberCame(**ABOUT, recording="own"), tx)
    assert tx.conferences[ROOM].get(GUEST).there
    await lose_member(MemberLeft(**ABOUT, by=GoneBy.LEFT), tx)
    assert [one.id for one in tx.conferences[ROOM].living].count(GUEST) == 0


async def test_who_is_turned_away_has_left_and_the_room_goes_on():
    tx = await in_a_room()
    await knock(KNOCKS, tx)
    await lose_member(MemberLeft(**ABOUT, by=GoneBy.LEFT), tx)
    gone = tx.conferences[ROOM].members[-1]
    assert (gone.state, gone.gone_by) == (MemberState.GONE, GoneBy.LEFT)
    assert not tx.conferences[ROOM].over


def test_nobody_waits_at_the_door_of_a_full_room_or_of_one_that_is_over():
    legs = tuple(Member(UUID(int=at), Role.OUTSIDE) for at in range(MOST_MEMBERS))
    room = Conference(ROOM, CALL.id, "node1", "u", "1", NOON, RoomState.TALKING, "mix", legs)
    guest = Member(GUEST, Role.OUTSIDE)
    with pytest.raises(ConferenceFull):
        room.knocked(guest)
    with pytest.raises(ConferenceNotFound):
        replace(room, state=RoomState.OVER).knocked(guest)


@pytest.mark.parametrize("number", ["120", "8001", "12a", "010"])
def test_a_number_that_is_another_of_ours_is_no_number_to_dial_in(number: str):
    site = replace(SITE, dial_in_number=number, backup_numbers=("010",))
    with pytest.raises(SiteInvalid):
        must_fit(site)


class TestWhatTheExchangeTells:
    """The events of a room's legs."""

    about: ClassVar[dict[str, str]] = {
        "Event": "UserEvent",
        "Call": CALL.unique_id,
        "Conference": str(ROOM),
        "Member": str(GUEST),
        "Uniqueid": "node1-1.7",
        "Timestamp": str(NOON.timestamp()),
    }

    def read(self, *events: Fields) -> list[Any]:
        reader, found = ConferenceReader("node1"), []
        for event in events:
            act = reader.reader_of(event)
            found += list(act(event)) if act else []
        return found

    @pytest.mark.parametrize(("sent", "kept"), [("13901112222", "13901112222"), ("", "")])
    def test_a_knock_names_the_number(self, sent: str, kept: str):
        (told,) = self.read(self.about | {"UserEvent": "ConferenceKnocks", "Number": sent})
        assert told == replace(KNOCKS, number=kept)

    def test_of_asterisks_own_words_only_those_about_a_known_leg_are_heard(self):
        muted = {"Event": "ConfbridgeMute", "Uniqueid": "node1-1.7", "Timestamp": "1790000000.5"}
        came_in = self.about | {"UserEvent": "ConferenceIn", "Recording": "own"}
        assert self.read(muted) == []
        came_first, is_muted = self.read(came_in, muted)
        assert (came_first.recording, is_muted.muted) == ("own", True)
        assert is_muted.happened_at - NOON != timedelta(0)

    def test_a_leg_without_a_name_is_damage(self):
        with pytest.raises(Unusable):
            self.read(self.about | {"UserEvent": "ConferenceKnocks", "Member": "7"})
