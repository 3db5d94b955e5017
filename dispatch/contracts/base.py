"""What every wire message shares.

Commands are strict (an unknown field is refused); views and events are tolerant when read, so
that a client of the last version understands a server of this one.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

PROTOCOL_VERSION = 1


@dataclass(frozen=True, slots=True)
class Personal:
    """Marks a field that names a caller; masked by role and age wherever history is read.

    Args:
        kind: number, name, address, free or point; decides how it is masked. A point is left out.
    """

    kind: str


class View(BaseModel):
    """A value that the server shows, made from the domain value with the same field names."""

    model_config = ConfigDict(
        frozen=True, extra="ignore", from_attributes=True, hide_input_in_errors=True
    )


class Command(BaseModel):
    """What a client asks for: strict, every text bounded."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, hide_input_in_errors=True
    )


PersonalNumber = Annotated[str, Personal("number")]
PersonalName = Annotated[str, Personal("name")]
PersonalAddress = Annotated[str, Personal("address")]
PersonalText = Annotated[str, Personal("free")]
ShortText = Annotated[str, StringConstraints(min_length=1, max_length=80)]
LongText = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
StaffNumber = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z]{1,12}$")]
PhoneNumber = Annotated[str, StringConstraints(pattern=r"^[0-9+*# \-]{1,24}$")]
# No call, consent or search lies outside; beyond it no zone can be counted.
Instant = Annotated[
    AwareDatetime,
    Field(ge=datetime(1900, 1, 1, tzinfo=UTC), lt=datetime(2200, 1, 1, tzinfo=UTC)),
]
