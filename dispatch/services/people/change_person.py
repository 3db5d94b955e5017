"""What is known of a member of staff changes."""

from dataclasses import dataclass, replace

from dispatch.domain.audit import AuditEntry
from dispatch.domain.events import Kind, person_event
from dispatch.domain.people import LastAdministrator, Person, Role
from dispatch.domain.skill import must_be_listed
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class ChangePerson:
    """What becomes new; None stays."""

    staff_number: str
    name: str | None = None
    roles: frozenset[Role] | None = None
    active: bool | None = None
    password_hash: str | None = None
    skills: frozenset[str] | None = None
    trainee: bool | None = None


async def change_person(command: ChangePerson, tx: Transaction) -> Person:
    """Store the change; whatever touches rights or password ends the person's session.

    Raises:
        LastAdministrator: Nobody else could undo it.
        SkillUnknown: The centre's list has no such skill.
    """
    administrators = await tx.people.list_active_with(Role.ADMINISTRATOR)
    before = await tx.people.get(command.staff_number)
    after = _changed(before, command)
    if not _administers(after) and {one.staff_number for one in administrators} == {
        before.staff_number
    }:
        raise LastAdministrator
    if command.skills:
        must_be_listed(command.skills, (await tx.site.current()).skills)
    await tx.people.save(after)
    if _signs_in(after) != _signs_in(before):
        await _end_sessions(after, tx)
    await tx.audit.add(
        AuditEntry(tx.now, tx.origin.actor, "change_person", after.staff_number, _told(command))
    )
    tx.events.append(person_event(Kind.PERSON_CHANGED, after))
    return after


def _changed(before: Person, command: ChangePerson) -> Person:
    return replace(
        before,
        name=before.name if command.name is None else command.name,
        roles=before.roles if command.roles is None else command.roles,
        active=before.active if command.active is None else command.active,
        password_hash=command.password_hash or before.password_hash,
        skills=before.skills if command.skills is None else command.skills,
        trainee=before.trainee if command.trainee is None else command.trainee,
    )


def _signs_in(person: Person) -> tuple[object, ...]:
    return person.roles, person.active, person.password_hash


def _administers(person: Person) -> bool:
    return person.active and Role.ADMINISTRATOR in person.roles


def _told(command: ChangePerson) -> str:
    """Say what changed: for the audit trail, so never the password."""
    roles = None if command.roles is None else "+".join(sorted(command.roles))
    skills = None if command.skills is None else "+".join(sorted(command.skills))
    said = {
        "name": command.name,
        "roles": roles,
        "active": command.active,
        "skills": skills,
        "trainee": command.trainee,
    }
    told = [f"{name}={value}" for name, value in said.items() if value is not None]
    return " ".join([*told, "password"] if command.password_hash else told)


async def _end_sessions(person: Person, tx: Transaction) -> None:
    for session in await tx.sessions.list_of(person.staff_number):
        await tx.sessions.end(session.id, "person_changed")
        tx.events.append(person_event(Kind.SESSION_ENDED, person, session.id))
