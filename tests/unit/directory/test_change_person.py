"""People change: rights follow at once, and somebody is always left who can change people."""

from dataclasses import replace

import pytest

from dispatch.domain.people import LastAdministrator, Person, PersonExists, PersonNotFound, Role
from dispatch.domain.skill import SkillUnknown
from dispatch.services.people.add_person import add_person
from dispatch.services.people.change_person import ChangePerson, change_person
from tests.unit.directory.people_at_work import ADMINISTRATOR, TAKER, person, session_of
from tests.unit.memory_transaction import MemoryTransaction


def centre(*more: Person) -> MemoryTransaction:
    people = [TAKER, ADMINISTRATOR, *more]
    return MemoryTransaction(people=people, sessions=[session_of(TAKER)])


@pytest.mark.mission("A31")
@pytest.mark.parametrize(
    "change",
    [
        ChangePerson("1027", roles=frozenset({Role.SHIFT_LEADER})),
        ChangePerson("1027", active=False),
        ChangePerson("1027", password_hash="another"),
    ],
)
async def test_new_rights_or_a_new_password_end_the_session(change: ChangePerson):
    tx = centre()
    await change_person(change, tx)
    assert list(tx.sessions.ended.values()) == ["person_changed"]
    assert tx.told == ["session_ended", "person_changed"]


async def test_a_new_name_leaves_the_session():
    tx = centre()
    changed = await change_person(ChangePerson("1027", name="李敏"), tx)
    assert (changed.name, changed.roles) == ("李敏", TAKER.roles)
    assert not tx.sessions.ended


@pytest.mark.mission("D21")
async def test_what_somebody_speaks_leaves_the_session_and_is_in_the_trail():
    tx = centre()
    speaks = ChangePerson("1027", skills=frozenset({"english", "cantonese"}), trainee=True)
    changed = await change_person(speaks, tx)
    assert sorted(changed.skills) == ["cantonese", "english"]
    assert changed.trainee
    assert not tx.sessions.ended
    assert tx.audit[0].reason == "skills=cantonese+english trainee=True"


async def test_what_the_centres_list_has_not_nobody_speaks():
    tx = centre()
    with pytest.raises(SkillUnknown):
        await change_person(ChangePerson("1027", skills=frozenset({"klingon"})), tx)
    with pytest.raises(SkillUnknown):
        await add_person(replace(TAKER, staff_number="1", skills=frozenset({"klingon"})), tx)
    assert not tx.events


@pytest.mark.parametrize(
    "change",
    [
        ChangePerson("9001", active=False),
        ChangePerson("9001", roles=frozenset({Role.DIRECTOR})),
    ],
)
async def test_the_last_administrator_stays(change: ChangePerson):
    tx = centre(person("9002", Role.ADMINISTRATOR, active=False))
    with pytest.raises(LastAdministrator):
        await change_person(change, tx)
    assert tx.people["9001"] == ADMINISTRATOR
    assert not tx.events


async def test_one_of_two_administrators_may_go():
    tx = centre(person("9002", Role.ADMINISTRATOR))
    await change_person(ChangePerson("9001", active=False), tx)
    assert not tx.people["9001"].active


async def test_nobody_is_changed_into_being():
    with pytest.raises(PersonNotFound):
        await change_person(ChangePerson("4711", name="无"), centre())


@pytest.mark.mission("B43")
async def test_the_trail_says_what_changed_and_never_the_password():
    tx = centre()
    roles = frozenset({Role.DIRECTOR, Role.AUDITOR})
    await change_person(ChangePerson("1027", roles=roles, password_hash="$argon2id$secret"), tx)
    assert tx.audit[0].reason == "roles=auditor+director password"
    assert tx.audit[0].subject == "1027"


async def test_a_staff_number_is_given_once():
    tx = centre()
    await add_person(person("1031", Role.CALL_TAKER), tx)
    with pytest.raises(PersonExists):
        await add_person(person("1031", Role.DIRECTOR), tx)
    assert tx.people["1031"].roles == {Role.CALL_TAKER}
    assert tx.told == ["person_added"]
