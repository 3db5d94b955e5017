"""The table of chief complaints 主诉 on the wire."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from dispatch.contracts.base import Command, ShortText, View

Department = Literal[
    "emergency",
    "cardiac",
    "stroke",
    "trauma",
    "obstetrics",
    "paediatrics",
    "poisoning",
    "infectious",
    "burns",
    "psychiatric",
]
Priority = Literal[1, 2, 3]
ComplaintCode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]


class ComplaintLine(View):
    """A chief complaint: what it needs of a hospital, which priority it proposes.

    uses counts the incidents of the last ninety days in which this person chose it.
    """

    code: str
    name: str
    english: str
    needs: tuple[Department, ...]
    priority: Priority
    uses: int


class ComplaintAsked(Command):
    """A chief complaint as an administrator writes it."""

    code: ComplaintCode
    name: ShortText
    english: ShortText
    needs: tuple[Department, ...] = Field((), max_length=10)
    priority: Priority


class WriteComplaints(Command):
    """The whole table, in the order in which unused ones are shown."""

    complaints: tuple[ComplaintAsked, ...] = Field(min_length=1, max_length=200)
