"""`dispatch120 exchange`: what the site settings make of an exchange, and putting it into force."""

import shlex
from typing import TYPE_CHECKING, Annotated

import typer

from dispatch.cli.options import State
from dispatch.cli.telling import tell, told_refusals

if TYPE_CHECKING:
    from dispatch.adapters.asterisk.node import ExchangeNode
    from dispatch.config import Settings

exchange = typer.Typer(help="The exchange of this machine.", no_args_is_help=True)

Name = Annotated[str, typer.Option(help="Which exchange of boot.toml.")]


@exchange.command()
def diff(state: State = None, name: Name = "node1") -> None:
    """Show what would change in the exchange's files, secrets blotted out."""
    with told_refusals():
        _, node = _find(state, name)
        change = node.compare()
        if not change.written and not change.removed:
            tell("exchange_unchanged")
        typer.echo(change.text, nl=False)


@exchange.command()
def apply(state: State = None, name: Name = "node1") -> None:
    """Write the exchange's files and let it read them; calls go on."""
    from dispatch.adapters.host.account import choose_account
    from dispatch.adapters.host.layout import find_layout
    from dispatch.cli.preparing import give_exchange_folders

    with told_refusals():
        layout = find_layout(state)
        settings, node = _find(state, name)
        change = node.write_files()
        give_exchange_folders(layout, settings, choose_account(layout.state))
        node.reload(change)
        tell("exchange_applied", files=", ".join((*change.written, *change.removed)) or "-")
        if change.needs_restart:
            tell("exchange_needs_restart")


@exchange.command()
def ready(state: State = None, name: Name = "node1") -> None:
    """Prove that the exchange takes calls; exit status 1 and one sentence when it does not."""
    import asyncio

    from dispatch.adapters.asterisk.readiness import wait_ready

    with told_refusals():
        _, node = _find(state, name)
        asyncio.run(wait_ready(node))
        tell("exchange_ready")


@exchange.command()
def command(state: State = None, name: Name = "node1") -> None:
    """Print the command line that runs the exchange in the foreground."""
    with told_refusals():
        _, node = _find(state, name)
        typer.echo(shlex.join(node.command()))


@exchange.command()
def phones(state: State = None, name: Name = "node1") -> None:
    """Print account and password of every telephone, to be typed into desk and spare phones."""
    with told_refusals():
        settings, node = _find(state, name)
        place = next(one for one in settings.boot.exchanges if one.name == name)
        tell("exchange_phones", host=place.host, port=place.sip_port)
        for phone, password in node.plan.phones:
            typer.echo(f"  {phone}  {password}")


def _find(state: State, name: str) -> "tuple[Settings, ExchangeNode]":
    from dispatch.adapters.host.layout import find_layout
    from dispatch.bootstrap.exchange import exchange_node
    from dispatch.config import load_settings

    settings = load_settings(find_layout(state).state)
    for one in settings.boot.exchanges_here:
        if one.name == name:
            return settings, exchange_node(settings, one)
    names = ", ".join(one.name for one in settings.boot.exchanges_here)
    raise typer.BadParameter(names, param_hint="--name")
