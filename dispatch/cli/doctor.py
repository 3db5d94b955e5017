"""`dispatch120 doctor`: examine every part and say how to mend it."""

from typing import Annotated

import typer

from dispatch.cli.options import State
from dispatch.cli.telling import told_refusals

AsJson = Annotated[bool, typer.Option("--json", help="For programs.")]


def doctor(state: State = None, *, json: AsJson = False) -> None:
    """Examine every part; exit status 1 when something does not work."""
    from dispatch.adapters.host.layout import find_layout
    from dispatch.cli.sentences import speaks_chinese
    from dispatch.doctor.examine import list_checks
    from dispatch.doctor.finding import Finding, Grade
    from dispatch.doctor.report import as_json, tell, worst

    findings: dict[str, Finding] = {}
    with told_refusals():
        for check in list_checks(find_layout(state)):
            findings[check.name] = check.run()
            if not json:
                lines = tell(check.name, findings[check.name], "zh" if speaks_chinese() else "en")
                typer.echo("\n".join(lines))
    if json:
        typer.echo(as_json(findings))
    raise typer.Exit(int(worst(findings) is Grade.FAIL))
