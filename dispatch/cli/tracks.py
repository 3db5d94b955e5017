"""`dispatch120 tracks`: the store of where vehicles were, day by day."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from dispatch.cli.options import State
from dispatch.cli.telling import tell, told_refusals

if TYPE_CHECKING:
    from dispatch.config import Settings
    from gis.fleet.days import Day

tracks = typer.Typer(help="Where vehicles were, day by day.", no_args_is_help=True)

DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would be taken out.")]
Drop = Annotated[bool, typer.Option("--drop", help="Give back the room of days taken out before.")]
Number = Annotated[str, typer.Argument(help="Of the incident, such as 20261122-0047.")]
Why = Annotated[str, typer.Option("--why", help="Kept in the audit.")]


@tracks.command("days")
def days(state: State = None) -> None:
    """Say which days there are, how large each is, and what lies in none."""
    from dispatch.bootstrap.track_store import read_store

    with _told(state) as settings:
        store = read_store(settings.dsn("owner"))
        _say("tracks_day", store.days)
        _say("tracks_detached", store.detached)
        if store.astray.count:
            tell("tracks_astray", count=store.astray.count)


@tracks.command("mend")
def mend(state: State = None) -> None:
    """Move fixes that lie in no day into theirs."""
    from dispatch.bootstrap.track_store import mend_store

    with _told(state) as settings:
        mended = mend_store(settings.dsn("owner"))
        tell("tracks_mended", days=", ".join(map(str, mended)) or "-")


@tracks.command("retire")
def retire_(state: State = None, *, dry_run: DryRun = False, drop: Drop = False) -> None:
    """Take out the days that are older than `keep_days`; never one that an incident needs."""
    from dispatch.bootstrap.track_store import drop as give_back
    from dispatch.bootstrap.track_store import keep_days_of, plan_retirement, retire

    with _told(state) as settings:
        keep_days = keep_days_of(settings)
        if keep_days is None:
            tell("tracks_kept_all")
        planned = plan_retirement(settings.dsn("owner"), keep_days)
        _say("tracks_goes", planned)
        if dry_run:
            tell("tracks_dry_run", count=len(planned))
            return
        retire(settings, planned)
        tell("tracks_retired", count=len(planned))
        if drop:
            _say("tracks_dropped", give_back(settings))


@tracks.command("hold")
def hold_(number: Number, why: Why, state: State = None) -> None:
    """Keep the tracks of an incident's vehicles, whatever the setting says."""
    from dispatch.bootstrap.track_store import hold

    with _told(state) as settings:
        hold(settings, number, why)
        tell("tracks_held", number=number)


@tracks.command("release")
def release_(number: Number, why: Why, state: State = None) -> None:
    """Let go of the tracks of an incident's vehicles."""
    from dispatch.bootstrap.track_store import release

    with _told(state) as settings:
        release(settings, number, why)
        tell("tracks_released", number=number)


@contextmanager
def _told(state: State) -> Iterator["Settings"]:
    """Give the settings, and turn what goes wrong into a sentence."""
    import psycopg

    from dispatch.adapters.host.layout import find_layout
    from dispatch.adapters.host.refusal import Refusal
    from dispatch.config import load_settings
    from dispatch.domain.incident import IncidentNotFound
    from dispatch.domain.track_keeping import TracksHeldAlready, TracksNotHeld
    from dispatch.ports.commands import DatabaseAway

    layout = find_layout(state)
    with told_refusals():
        try:
            yield load_settings(layout.state)
        except FileNotFoundError as missing:
            raise Refusal("no_centre", folder=layout.state) from missing
        except (psycopg.OperationalError, DatabaseAway) as away:
            raise Refusal("database_away") from away
        except IncidentNotFound as unknown:
            raise Refusal("tracks_no_incident", **unknown.parameters) from unknown
        except TracksHeldAlready as held:
            raise Refusal("tracks_held_already") from held
        except TracksNotHeld as free:
            raise Refusal("tracks_not_held") from free


def _say(code: str, found: "Sequence[Day]") -> None:
    for one in found:
        tell(code, day=one.day.isoformat(), megabytes=round(one.size_bytes / 1e6, 1))
