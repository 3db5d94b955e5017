"""What happens in the hour: who calls when, and what goes wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dispatch.simulator.crews.habits import Mishap
from dispatch.simulator.patients.script import Answer, Script, Where
from dispatch.simulator.patients.sickness import find_sickness
from gis.demo_city.frame import to_wgs84

CRASH_AT = Where("幸福路与洪泽湖路路口")
# To drive to the wrong place takes long enough to be corrected under way.
FAR_AND_WRONG = Where("来龙大道东段加油站", point=to_wgs84(13_000.0, -5_500.0))
NEARER_AND_RIGHT = Where("来龙大道西段加油站", point=to_wgs84(9_300.0, -3_600.0))
FROM_HOSPITAL, TO_HOSPITAL = "宿河市第一人民医院", "宿河市人民医院东院"
AT_HOME = ("052784382216", "052784388819", "13805276621", "18905271206")
WITNESSES = tuple(f"1390527{index:04}" for index in range(1001, 1007))
CHILD_AT_HOME, HEART_AT_HOME, FALL_CALLER, NUISANCE = AT_HOME
WHO_GIVES_UP, WARD = "13905271188", "052784001020"


@dataclass(frozen=True, slots=True)
class Beat:
    """Something that happens.

    Args:
        at_s: Not before this second of the hour.
        script: Who calls; None is the change of shift at the robot's seat.
        once_driving: Not before a vehicle drives for this complaint.
        alone: Not before the talks of all earlier callers are over.
    """

    at_s: float
    script: Script | None
    once_driving: str | None = None
    alone: bool = True


MISHAPS: Mapping[str, Mishap] = {
    "chest_pain": Mishap.BREAKS_DOWN,
    "childbirth": Mishap.REFUSES,
    "convulsion": Mishap.LATE,
}
"""What goes wrong with the first order for a complaint."""


def hour() -> Sequence[Beat]:
    """Give the hour, in the order in which it happens."""
    fall = _patient("fall", FALL_CALLER, FAR_AND_WRONG)
    chest_pain = _patient("chest_pain", HEART_AT_HOME)
    return (
        *_crash(),
        Beat(240.0, Script("nuisance", NUISANCE, None, "nuisance")),
        Beat(300.0, fall),
        Beat(480.0, _repeat(fall, NEARER_AND_RIGHT), "fall"),
        Beat(540.0, chest_pain),
        Beat(900.0, replace(chest_pain, name="chase", nature="chase"), "chest_pain"),
        Beat(960.0, replace(_patient("collapse", WHO_GIVES_UP), gives_up_after_s=0.3)),
        Beat(1020.0, None),
        Beat(1080.0, _transfer()),
        Beat(1200.0, _patient("childbirth", CHILD_AT_HOME)),
        Beat(1320.0, _patient("fever", None, Where("人民大道与黄河路路口"))),
    )


def _crash() -> Sequence[Beat]:
    """Six people see one crash; the first says that there are two patients."""
    first = replace(_patient("crash", WITNESSES[0], CRASH_AT), vehicles=2)
    others = (_patient("crash", number, CRASH_AT) for number in WITNESSES[1:])
    return [
        Beat(15.0 + 12.0 * index, script, alone=False)
        for index, script in enumerate((first, *others))
    ]


def _patient(name: str, number: str | None, where: Where | None = None) -> Script:
    sickness = find_sickness(name)
    answers: dict[str, Answer] = {
        "sex": "female",
        **sickness.answers,
        "age": f"{sickness.ages[0]}岁",
    }
    return Script(name, number, sickness.voice, where=where or Where(), answers=answers)


def _repeat(script: Script, where: Where) -> Script:
    """Let the same caller say that it is another place."""
    return replace(script, name=f"{script.name}, corrected", nature="repeat", where=where)


def _transfer() -> Script:
    answers: dict[str, Answer] = {
        "complaint": "other",
        "priority": 3,
        "complaint_text": "转院，卧床",
    }
    return Script(
        "transfer",
        WARD,
        "fall",
        "transfer",
        where=Where(FROM_HOSPITAL),
        answers=answers,
        hospital=TO_HOSPITAL,
    )
