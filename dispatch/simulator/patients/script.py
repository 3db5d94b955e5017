"""One caller's script: the ground truth behind a call, which whoever answers hears bit by bit."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gis.datum import Wgs84

Answer = str | int | bool


@dataclass(frozen=True, slots=True)
class Where:
    """Where help is needed, as the caller says it.

    Args:
        text: What is said and typed; empty for the address on the caller's own card.
        finds: What the place is called that a search must find; None takes the first.
        point: Where the caller's words lead to on the map; None leaves it to the search.
    """

    text: str = ""
    finds: str | None = None
    point: Wgs84 | None = None


@dataclass(frozen=True, slots=True)
class Script:
    """A call.

    Args:
        name: For logs and the story's ledger; no personal data.
        number: The caller's; None withholds it.
        voice: What is heard; None is silence.
        nature: What the call is about, a word of the call form.
        where: None when no place is said.
        answers: Fields of the call form.
        vehicles: How many are needed.
        hospital: Name of the hospital the patient is to go to.
        gives_up_after_s: Hangs up so long after dialling, whoever has answered; None waits.
    """

    name: str
    number: str | None
    voice: str | None
    nature: str = "emergency"
    where: Where | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)
    vehicles: int = 1
    hospital: str | None = None
    gives_up_after_s: float | None = None
