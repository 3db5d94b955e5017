"""What call-takers speak, on the wire."""

from typing import Annotated

from pydantic import Field, StringConstraints

from dispatch.contracts.base import Command

SkillCode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]{0,15}$")]


class SkillPlan(Command):
    """One language or dialect of the centre's list."""

    code: SkillCode
    name: str = Field(min_length=1, max_length=20)


class SendCallOn(Command):
    """Send the caller on to whoever has a skill."""

    skill: SkillCode
