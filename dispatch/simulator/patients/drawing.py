"""Draws callers at random; equal chances give equal callers."""

from dataclasses import replace
from random import Random

from dispatch.simulator.patients.city_people import CityPeople
from dispatch.simulator.patients.script import Script, Where
from dispatch.simulator.patients.sickness import Sickness, sicknesses

NUISANCE_SHARE = 0.06
SILENT_SHARE = 0.03
MISDIAL_SHARE = 0.05
GIVES_UP_SHARE = 0.04
WITHHELD_SHARE = 0.02
CHASE_SHARE = 0.12
SOON_S = 4.0


def draw_script(people: CityPeople, chance: Random) -> Script:
    """Draw what the next caller has to say."""
    number = None if chance.random() < WITHHELD_SHARE else chance.choice(people.numbers)
    for nature, share in _WITHOUT_PATIENT:
        if chance.random() < share:
            return Script(nature, number, None, nature)
    script = _patient(people, number, chance)
    if chance.random() < GIVES_UP_SHARE:
        return replace(script, name=f"{script.name}, gives up", gives_up_after_s=SOON_S)
    return script


def draw_chase(script: Script, chance: Random) -> Script | None:
    """Draw whether a caller with a patient will call again and ask where the vehicle is 催车."""
    patient = script.nature == "emergency" and script.number and not script.gives_up_after_s
    if not patient or chance.random() >= CHASE_SHARE:
        return None
    return Script(f"{script.name}, chase", script.number, script.voice, "chase")


def _patient(people: CityPeople, number: str | None, chance: Random) -> Script:
    table = sicknesses()
    sickness = chance.choices(table, [one.weight for one in table])[0]
    outside = sickness.in_the_open or number is None
    where = Where(chance.choice(people.crossings)) if outside else Where()
    return Script(
        sickness.name,
        number,
        sickness.voice,
        where=where,
        answers={**sickness.answers, **_person(sickness, chance)},
        vehicles=2 if sickness.name == "crash" and chance.random() < 0.2 else 1,
    )


def _person(sickness: Sickness, chance: Random) -> dict[str, str | int]:
    sex = sickness.answers.get("sex") or chance.choice(("male", "female"))
    return {"sex": str(sex), "age": f"{chance.randint(*sickness.ages)}岁", "patient_count": 1}


_WITHOUT_PATIENT = (
    ("nuisance", NUISANCE_SHARE),
    ("silent", SILENT_SHARE),
    ("misdial", MISDIAL_SHARE),
)
