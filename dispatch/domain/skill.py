"""What call-takers speak: a centre's own short list, and tags on people.

The exchanges have a queue for each skill; who has it is told them by the seats' signed-on people.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dispatch.domain.call import Call
from dispatch.domain.errors import DomainError, IllegalMove
from dispatch.domain.seat import SeatNotYours
from dispatch.domain.transfer import IN_TALK

# One key each.
MOST_SKILLS = 9
LONGEST_NAME = 20
_CODE = re.compile(r"[a-z][a-z0-9]{0,15}")


class SkillUnknown(DomainError):
    """The centre's list has no such skill."""

    code = "skill_unknown"


@dataclass(frozen=True, slots=True)
class Skill:
    """One language or dialect.

    Args:
        code: Names its queue at the exchanges.
        name: As screens show it.
    """

    code: str
    name: str


COMMON_SKILLS = (
    Skill("dialect", "本地方言"),
    Skill("cantonese", "粤语"),
    Skill("english", "英语"),
)


def skills_fit(skills: Sequence[Skill]) -> bool:
    """Tell whether the exchanges can tell them apart and each has a key of its own."""
    codes = {one.code for one in skills}
    names = {one.name for one in skills}
    return (
        len(codes) == len(names) == len(skills) <= MOST_SKILLS
        and all(map(_CODE.fullmatch, codes))
        and all(0 < len(name.strip()) <= LONGEST_NAME for name in names)
    )


def must_be_listed(codes: Iterable[str], skills: Sequence[Skill]) -> None:
    """Refuse a skill that the centre's list has not.

    Raises:
        SkillUnknown: With the first such one.
    """
    listed = {one.code for one in skills}
    unknown = next((code for code in sorted(codes) if code not in listed), None)
    if unknown is not None:
        raise SkillUnknown(skill=unknown)


def name_of(code: str, skills: Sequence[Skill]) -> str:
    """Name a skill as screens show it; one that left the list meanwhile by its code."""
    return next((one.name for one in skills if one.code == code), code)


def must_be_sendable(call: Call, by: str, skill: str, skills: Sequence[Skill]) -> int:
    """Give the seat whose caller may be sent on to one who has a skill.

    Args:
        call: In talk at the seat of who sends it on; a call that a seat made stays with it.
        by: Staff number of who sends it on.
        skill: Code of what is asked for.
        skills: The centre's list.

    Raises:
        SeatNotYours: The call talks elsewhere.
        IllegalMove: Nobody talks, or a seat made the call.
        SkillUnknown: It is not in the list.
    """
    if call.staff_number != by or call.seat is None:
        raise SeatNotYours(seat=call.seat)
    if call.state not in IN_TALK or call.outgoing:
        raise IllegalMove(state=call.state, move="send_on")
    must_be_listed([skill], skills)
    return call.seat
