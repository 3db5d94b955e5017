"""`dispatch120 site`: an empty centre for real use, and what a technician notes about it."""

from pathlib import Path
from typing import Annotated

import typer

from dispatch.cli.options import Listen, State
from dispatch.cli.sentences import sentence
from dispatch.cli.telling import tell, told_refusals

site = typer.Typer(help="A centre for real use, without demonstration data.", no_args_is_help=True)

Name = Annotated[str | None, typer.Option("--name", help="The centre's name.")]
AreaCode = Annotated[str | None, typer.Option("--area-code", help="With its leading 0.")]
Administrator = Annotated[
    str | None, typer.Option("--administrator", help="The first administrator's staff number.")
]
AdministratorName = Annotated[
    str | None, typer.Option("--administrator-name", help="The first administrator's name.")
]
PasswordFile = Annotated[
    Path | None, typer.Option("--password-file", help="Holds his password on its first line.")
]
TimeServer = Annotated[str | None, typer.Option("--time-server", help="The site's SNTP server.")]
FreePorts = Annotated[bool, typer.Option("--free-ports", help="Take any free ports.")]
By = Annotated[str, typer.Option("--by", help="Who tried it.")]
Failed = Annotated[bool, typer.Option("--failed", help="It did not work.")]
Note = Annotated[str | None, typer.Option("--note", help="Such as which lines were tried.")]


@site.command("tried-fall-back")
def tried_fall_back(
    by: By, state: State = None, *, failed: Failed = False, note: Note = None
) -> None:
    """Note that the gateway's line-to-phone fall-back was tried, with both exchanges off."""
    from dispatch.adapters.host.layout import find_layout
    from dispatch.bootstrap.fall_back import note_trial
    from dispatch.config import load_settings

    settings = load_settings(find_layout(state).state)
    note_trial(settings, by=by, worked=not failed, note=note)
    tell("fall_back_noted")


@site.command()
def init(
    state: State = None,
    listen: Listen = None,
    name: Name = None,
    area_code: AreaCode = None,
    administrator: Administrator = None,
    administrator_name: AdministratorName = None,
    password_file: PasswordFile = None,
    time_server: TimeServer = None,
    *,
    free_ports: FreePorts = False,
) -> None:
    """Make an empty centre; what is not said here is asked at the terminal."""
    from dispatch.adapters.host.layout import find_layout
    from dispatch.bootstrap.centre import FirstAdministrator
    from dispatch.cli.founding import NewSite, found, refuse_used_state

    layout = find_layout(state)
    with told_refusals():
        refuse_used_state(layout)
        centre_name = name or typer.prompt(sentence("ask_centre_name"))
        code = area_code or typer.prompt(sentence("ask_area_code"))
        first = FirstAdministrator(
            administrator or typer.prompt(sentence("ask_staff_number")),
            administrator_name or typer.prompt(sentence("ask_person_name")),
            _password(password_file),
        )
        new = NewSite(centre_name, code, first, listen, time_server)
        found(layout, new, any_ports=free_ports)
        tell("site_made", name=centre_name, state=layout.state)
        tell("site_next", state=layout.state)


def _password(file: Path | None) -> str:
    """Read the password from a file, or ask for it twice without showing it."""
    if file is None:
        asked: str = typer.prompt(
            sentence("ask_password"), hide_input=True, confirmation_prompt=sentence("ask_again")
        )
        return asked
    return file.read_text(encoding="utf-8").split("\n", 1)[0]
