"""`dispatch120 part` and `prepare`: for systemd, which takes the runner's place at a site."""

import os
from typing import Annotated

import typer

from dispatch.cli.options import State
from dispatch.cli.telling import tell, told_refusals

Name = Annotated[str, typer.Argument(help="postgres, asterisk-node1, recorder-node1, server-1 …")]


def part(name: Name, state: State = None) -> None:
    """Become one part of the centre; the same process goes on as that part."""
    from dispatch.adapters.host.account import choose_account
    from dispatch.adapters.host.layout import find_layout, make_socket_folder
    from dispatch.adapters.host.locks import hold
    from dispatch.adapters.host.refusal import Refusal
    from dispatch.cli.parts import list_parts
    from dispatch.config import load_settings

    layout = find_layout(state)
    with told_refusals():
        if not layout.boot_file.exists():
            raise Refusal("no_centre", folder=layout.state)
        account = choose_account(layout.state)
        parts = {one.name: one for one in list_parts(load_settings(layout.state), account)}
        if name not in parts:
            raise Refusal("no_such_part", part=name, parts=", ".join(parts))
        make_socket_folder(layout, account)
        hold(layout.lock(name))
        os.environ["DISPATCH120_STATE"] = str(layout.state)
        os.chdir("/")
        command = parts[name].command
        os.execvp(command[0], command)  # noqa: S606


def prepare(state: State = None) -> None:
    """Bring the running database up to date; `exchange apply` writes what follows from it."""
    from dispatch.adapters.host.account import choose_account
    from dispatch.adapters.host.layout import find_layout
    from dispatch.adapters.host.refusal import Refusal
    from dispatch.cli.preparing import bring_up_to_date, private_cluster, wait_for_database
    from dispatch.config import load_settings

    layout = find_layout(state)
    with told_refusals():
        if not layout.boot_file.exists():
            raise Refusal("no_centre", folder=layout.state)
        settings, account = load_settings(layout.state), choose_account(layout.state)
        cluster = private_cluster(layout, account, port=settings.boot.database.port)
        wait_for_database(cluster)
        tell("up_schema")
        bring_up_to_date(layout, cluster, settings.boot.database.name)
