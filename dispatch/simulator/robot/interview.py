"""In which order the robot asks: what has happened, where, then the rest while vehicles roll."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dispatch.simulator.patients.script import Answer, Script

FIRST = ("complaint", "priority", "conscious", "breathing")
CLASS_S = 3.0
PLACE_S = 4.0
FIELD_S = 2.0
FIELDS_AT_ONCE = 3


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, how long the answer takes, and what is put down."""

    seconds: float
    fields: Mapping[str, Answer]


def first_question(script: Script) -> Question:
    """Ask what has happened: enough to send a vehicle once the place is known."""
    fields = {name: script.answers[name] for name in FIRST if name in script.answers}
    nature = {} if script.nature == "emergency" else {"nature": script.nature}
    return Question(CLASS_S, {**nature, **fields})


def later_questions(script: Script) -> Sequence[Question]:
    """Ask the rest, a few fields at a time."""
    names = [name for name in script.answers if name not in FIRST]
    groups = [names[at : at + FIELDS_AT_ONCE] for at in range(0, len(names), FIELDS_AT_ONCE)]
    return [
        Question(FIELD_S * len(group), {name: script.answers[name] for name in group})
        for group in groups
    ]
