"""People: list, add, change."""

from typing import Annotated

from fastapi import APIRouter, Path, Request

from dispatch.api.context import context_of
from dispatch.api.identity import Actor, actor, reader
from dispatch.contracts.people import AddPerson, ChangePerson, PersonView
from dispatch.domain.people import Person, Role, Session, Verb
from dispatch.services.people import change_person as change_case
from dispatch.services.people.add_person import add_person

router = APIRouter(prefix="/people", tags=["people"])

Administrator = Annotated[Actor, actor(Verb.MANAGE_PEOPLE, again=True)]
StaffNumber = Annotated[str, Path(pattern=r"^[0-9A-Za-z]{1,12}$")]


@router.get("")
async def list_people(
    _: Annotated[Session, reader(Verb.MANAGE_PEOPLE)], request: Request
) -> list[PersonView]:
    """Give all people, by staff number."""
    people = await context_of(request).queries.list_people()
    return [PersonView.model_validate(person) for person in people]


@router.post("")
async def add(asked: AddPerson, by: Administrator, request: Request) -> PersonView:
    """Add a member of staff."""
    passwords = context_of(request).passwords
    person = Person(
        staff_number=asked.staff_number,
        name=asked.name,
        roles=frozenset(map(Role, asked.roles)),
        password_hash=await passwords.hash(asked.password.get_secret_value()),
        active=True,
        skills=frozenset(asked.skills),
        trainee=asked.trainee,
    )
    return await by.do("add_person", lambda tx: add_person(person, tx), PersonView, asked)


@router.patch("/{staff_number}")
async def change(
    staff_number: StaffNumber, asked: ChangePerson, by: Administrator, request: Request
) -> PersonView:
    """Change a member of staff; a change of roles, activity or password ends his session."""
    passwords, said = context_of(request).passwords, asked.password
    command = change_case.ChangePerson(
        staff_number=staff_number,
        name=asked.name,
        roles=None if asked.roles is None else frozenset(map(Role, asked.roles)),
        active=asked.active,
        password_hash=None if said is None else await passwords.hash(said.get_secret_value()),
        skills=None if asked.skills is None else frozenset(asked.skills),
        trainee=asked.trainee,
    )
    return await by.do(
        "change_person",
        lambda tx: change_case.change_person(command, tx),
        PersonView,
        staff_number,
        asked,
    )
