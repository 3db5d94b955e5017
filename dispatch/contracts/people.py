"""Sign-in, sessions and people on the wire."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, SecretStr

from dispatch.contracts.base import Command, ShortText, StaffNumber, View
from dispatch.contracts.skills import SkillCode

Role = Literal["call_taker", "shift_leader", "director", "administrator", "auditor"]
NewPassword = Annotated[SecretStr, Field(min_length=10, max_length=200)]


class SignIn(Command):
    """Staff number and password."""

    staff_number: StaffNumber
    password: SecretStr = Field(min_length=1, max_length=200)


class Reauthenticate(Command):
    """The password again, before a destructive act."""

    password: SecretStr = Field(min_length=1, max_length=200)


class ServerAddress(View):
    """One command server that a client may use."""

    name: str
    url: str


class You(View):
    """The signed-in person, and what the roles allow."""

    staff_number: str
    name: str
    roles: tuple[Role, ...]
    rights: tuple[str, ...]
    seat: int | None


class SessionView(View):
    """A new session; the token is valid on both servers and shown only here."""

    token: str
    expires_at: datetime
    you: You
    centre_name: str
    mode: Literal["demo", "site"]
    zone: str
    servers: tuple[ServerAddress, ...]


class PersonView(View):
    """A member of staff, without the password."""

    staff_number: str
    name: str
    roles: Annotated[tuple[Role, ...], BeforeValidator(sorted)]
    active: bool
    skills: Annotated[tuple[SkillCode, ...], BeforeValidator(sorted)] = ()
    trainee: bool = False


class AddPerson(Command):
    """A new member of staff."""

    staff_number: StaffNumber
    name: ShortText
    roles: tuple[Role, ...] = Field(min_length=1, max_length=5)
    password: NewPassword
    skills: tuple[SkillCode, ...] = Field((), max_length=9)
    trainee: bool = False


class ChangePerson(Command):
    """What becomes new; null stays. New roles, activity or password end the person's session."""

    name: ShortText | None = None
    roles: tuple[Role, ...] | None = Field(None, min_length=1, max_length=5)
    active: bool | None = None
    password: NewPassword | None = None
    skills: tuple[SkillCode, ...] | None = Field(None, max_length=9)
    trainee: bool | None = None
