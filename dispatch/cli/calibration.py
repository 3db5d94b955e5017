"""`dispatch120 calibration`: predicted times of drives against real ones."""

import json as json_text
from typing import TYPE_CHECKING, Annotated

import typer

from dispatch.cli.options import State
from dispatch.cli.telling import tell, told_refusals

if TYPE_CHECKING:
    from dispatch.bootstrap.calibration import Learned

Json = Annotated[bool, typer.Option("--json", help="One JSON object instead of the table.")]
NONE = "-"


def calibration(state: State = None, *, json: Json = False) -> None:
    """Say how good the predicted times of the last 31 days were, by hour; changes nothing."""
    from dispatch.adapters.host.layout import find_layout
    from dispatch.adapters.host.refusal import Refusal
    from dispatch.bootstrap.calibration import learn
    from dispatch.config import load_settings
    from dispatch.ports.commands import DatabaseAway

    layout = find_layout(state)
    with told_refusals():
        try:
            learned = learn(load_settings(layout.state))
        except DatabaseAway as away:
            raise Refusal("database_away") from away
        except FileNotFoundError as missing:
            raise Refusal("no_centre", folder=layout.state) from missing
    if json:
        typer.echo(json_text.dumps(learned.plain(), ensure_ascii=False))
    else:
        say_table(learned)


def say_table(learned: "Learned") -> None:
    """Say the report as a table, an hour a line."""
    report, in_force = learned.report, learned.in_force
    left_out = {str(why): count for why, count in sorted(report.left_out.items())}
    tell("calibration_runs", runs=report.runs, left_out=sum(left_out.values()))
    for why, count in left_out.items():
        tell(f"calibration_{why}", count=count)
    tell(
        "calibration_errors",
        bias=_shown(report.bias_s),
        mae=_shown(report.mae_s),
        p90=_shown(report.p90_s),
        within=_shown(report.within_percent),
        spans=report.spans,
    )
    tell("calibration_in_force", version=in_force.version)
    tell("calibration_hours")
    for one in report.hours:
        typer.echo(f"{one.hour:02}  {one.runs:6}  {one.factor:6}  {in_force.factors[one.hour]:6}")
    if not report.suffices:
        tell("calibration_too_few", runs=report.runs, least=learned.least)


def _shown(figure: float | None) -> str:
    return NONE if figure is None else str(figure)
