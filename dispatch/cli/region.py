"""`dispatch120 region`: the maps this centre works on: import, list, use, back."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from dispatch.cli.options import State
from dispatch.cli.telling import tell, told_refusals

if TYPE_CHECKING:
    from dispatch.config import Settings
    from gis.storage.progress import Progress
    from gis.storage.reading import LeftOut
    from gis.storage.region_import import Imported, Wanted

SAID_EVERY_S = 2.0

region = typer.Typer(help="The maps this centre works on.", no_args_is_help=True)

File = Annotated[Path, typer.Argument(help="An OpenStreetMap extract, .osm.pbf.")]
Name = Annotated[
    str, typer.Option("--name", help="As people call it; the file's name if not said.")
]
Datum = Annotated[
    str, typer.Option("--datum", help="What the file's points are in: wgs84, cgcs2000 or gcj02.")
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
    from dispatch.bootstrap.map_jobs import bound_memory
    from dispatch.config import load_settings
    from gis.storage.region_import import Wanted

    folder = find_layout(state).state
    with told_refusals(), told_faults(folder):
        settings = load_settings(folder)
        bound_memory(settings)
        keep = settings.boot.maps.keep_versions
        import_watched(settings, Wanted(file, name, datum, attribution, keep=keep))


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
            kept = "region_kept" if one.kept else "region_former"
            tell(
                "region_active" if one.active else kept,
                region=one.label,
                name=one.name,
                source=one.source,
                roads=one.roads,
                places=one.places,
                at=one.imported_at.isoformat(timespec="minutes"),
                attribution=one.attribution,
            )


@region.command()
def use(
    version: Annotated[str, typer.Argument(help="As `region list` names it, such as suhe-3.")],
    state: State = None,
) -> None:
    """Put a version that is kept in force again, in one step."""
    _use(state, version)


@region.command()
def back(state: State = None) -> None:
    """Put the version before the one in force in force again, in one step."""
    _use(state, "")


@region.command(hidden=True)
def work(job: UUID, state: State = None) -> None:
    """Do a job that a server has claimed."""
    from dispatch.adapters.host.layout import find_layout
    from dispatch.bootstrap.map_jobs import bound_memory, do_job
    from dispatch.config import load_settings

    settings = load_settings(find_layout(state).state)
    bound_memory(settings)
    if not do_job(settings, job):
        raise typer.Exit(1)


def import_watched(settings: "Settings", wanted: "Wanted") -> None:
    """Import a file and say how it goes, here and on the administrator's page."""
    from dispatch.bootstrap.map_jobs import beating, begin_own_job, end_job, import_wanted
    from gis.storage.faults import ImportFault
    from gis.storage.progress import Progress

    progress, dsn = Progress(wanted.file), settings.dsn("owner")
    job = begin_own_job(settings, wanted)
    try:
        with beating(dsn, job, progress), _said(progress):
            made = import_wanted(settings, wanted, progress.told)
    except ImportFault as fault:
        end_job(dsn, job, "FAILED", code=fault.code, parameters=fault.parameters)
        raise
    except BaseException:
        end_job(dsn, job, "FAILED", code="import_killed")
        raise
    end_job(dsn, job, "DONE", made=made.label)
    _say_made(made)


def say_step(step: str, count: int) -> None:
    """Say which step of an import begins, and how many objects are done."""
    tell(f"region_{step}", count=count)


@contextmanager
def _said(progress: "Progress") -> Iterator[None]:
    """Say every two seconds where an import stands."""
    ended = threading.Event()

    def say() -> None:
        while not ended.wait(SAID_EVERY_S):
            one = progress.look()
            tell(
                "region_progress",
                percent=one.percent,
                stage=one.stage,
                read=one.read_bytes // 1_000_000,
                total=one.total_bytes // 1_000_000,
                objects=one.objects,
            )

    thread = threading.Thread(target=say, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _say_made(made: "Imported") -> None:
    tell("region_done", region=made.label, roads=made.roads, places=made.places)
    left_out: LeftOut = made.left_out
    if left_out:
        examples = ", ".join(str(one) for one in left_out.examples)
        tell(
            "region_left_out",
            areas=left_out.areas,
            ways=left_out.ways,
            nodes=left_out.nodes,
            examples=examples or "-",
        )


def _use(state: Path | None, version: str) -> None:
    from dispatch.adapters.host.layout import find_layout
    from dispatch.bootstrap.map_jobs import use_kept
    from dispatch.config import load_settings

    folder = find_layout(state).state
    with told_refusals(), told_faults(folder):
        tell("region_in_force", region=use_kept(load_settings(folder), version))


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
