"""`dispatch120 resources import`: stations, vehicles and hospitals from a file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dispatch.cli.options import State
from dispatch.cli.telling import tell, told_refusals

if TYPE_CHECKING:
    from dispatch.domain.resource_file import ResourceRows

resources = typer.Typer(help="Stations, vehicles and hospitals.", no_args_is_help=True)

File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="A TOML.")]


@resources.callback()
def _group() -> None:
    """Stations, vehicles and hospitals."""


@resources.command("import")
def import_(file: File, state: State = None) -> None:
    """Take [[stations]], [[vehicles]] and [[hospitals]]; known codes and names are replaced."""
    from dispatch.adapters.host.layout import find_layout
    from dispatch.adapters.host.refusal import Refusal
    from dispatch.bootstrap.resource_import import import_rows
    from dispatch.config import load_settings
    from dispatch.domain.station import NameTaken, StationNotFound
    from dispatch.ports.commands import DatabaseAway

    rows = _read(file)
    layout = find_layout(state)
    with told_refusals():
        try:
            counts = import_rows(load_settings(layout.state), rows)
        except StationNotFound as unknown:
            raise Refusal("resources_no_station", **unknown.parameters) from unknown
        except NameTaken as taken:
            raise Refusal("resources_name_taken", **taken.parameters) from taken
        except DatabaseAway as away:
            raise Refusal("database_away") from away
        except FileNotFoundError as missing:
            raise Refusal("no_centre", folder=layout.state) from missing
    tell(
        "resources_taken",
        stations=counts.stations,
        vehicles=counts.vehicles,
        hospitals=counts.hospitals,
    )


def _read(file: Path) -> "ResourceRows":
    """Read the file, or say every fault with its line.

    Raises:
        typer.Exit: Nothing of it can be taken; status 1.
    """
    from dispatch.adapters.resource_file import ResourceFileFaulty, read_resources

    try:
        return read_resources(file.read_bytes())
    except ResourceFileFaulty as faulty:
        for one in faulty.faults:
            tell("resources_fault", line=one.line, field=one.field, why=one.code)
        raise typer.Exit(1) from faulty
