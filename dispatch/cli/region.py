"""`dispatch120 region import` and `region list`: the maps this centre works on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from dispatch.cli.options import State
from dispatch.cli.telling import tell, told_refusals

if TYPE_CHECKING:
    from gis.storage.region_import import Wanted

region = typer.Typer(help="The maps this centre works on.", no_args_is_help=True)

File = Annotated[Path, typer.Argument(help="An OpenStreetMap extract, .osm.pbf.")]
Name = Annotated[
    str, typer.Option("--name", help="As people call it; the file's name if not said.")
]
Datum = Annotated[
    Literal["wgs84", "gcj02"], typer.Option("--datum", help="What the file's points are in.")
]
Attribution = Annotated[
    str, typer.Option("--attribution", help="What every map and print of it must show.")
]


@region.command("import")
def import_(
    file: File,
    state: State = None,
    name: Name = "",
    datum: Datum = "wgs84",
    attribution: Attribution = "© OpenStreetMap contributors",
) -> None:
    """Import a map beside the one in force and swap it in; a failed import changes nothing."""
    from dispatch.adapters.host.layout import find_layout
    from gis.storage.region_import import Wanted

    with told_refusals():
        wanted = Wanted(file, name, datum, attribution)
        import_wanted(find_layout(state).state, wanted)


@region.command("list")
def list_(state: State = None) -> None:
    """Say which regions were imported; the one in force is marked."""
    from dispatch.adapters.host.layout import find_layout
    from dispatch.config import load_settings
    from gis.storage.regions import list_regions

    with told_refusals(), told_faults(find_layout(state).state):
        known = list_regions(load_settings(find_layout(state).state).dsn("owner"))
        if not known:
            tell("region_none")
        for one in known:
            tell(
                "region_active" if one.active else "region_former",
                region=f"{one.id}-{one.version}",
                name=one.name,
                source=one.source,
                roads=one.roads,
                places=one.places,
                at=one.imported_at.isoformat(timespec="minutes"),
                attribution=one.attribution,
            )


def import_wanted(state: Path, wanted: "Wanted") -> None:
    """Import a file into the centre of a state folder and say how it goes.

    Raises:
        Refusal: The import is not possible; everything is as it was.
    """
    from dispatch.config import load_settings
    from gis.storage.region_import import import_region

    with told_faults(state):
        dsn = load_settings(state).dsn("owner")
        made = import_region(dsn, state / "gis", wanted, say_step)
    tell("region_done", region=f"{made.id}-{made.version}", roads=made.roads, places=made.places)


def say_step(step: str, count: int) -> None:
    """Say which step of an import begins, and how many objects are done."""
    tell(f"region_{step}", count=count)


@contextmanager
def told_faults(state: Path) -> Iterator[None]:
    """Turn what stops an import into its sentence."""
    import psycopg

    from dispatch.adapters.host.refusal import Refusal
    from gis.storage.faults import ImportFault

    try:
        yield
    except ImportFault as fault:
        raise Refusal(fault.code, **fault.parameters) from fault
    except psycopg.OperationalError as away:
        raise Refusal("database_away") from away
    except FileNotFoundError as missing:
        raise Refusal("no_centre", folder=state) from missing
    except PermissionError as closed:
        raise Refusal("state_not_writable", folder=state) from closed
