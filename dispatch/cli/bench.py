"""`dispatch120 bench`: what is promised, measured here and now."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dispatch.bench.progress import Tell
    from dispatch.bench.result import Measurement

bench = typer.Typer(help="Measure what is promised.", no_args_is_help=True)

Long = Annotated[bool, typer.Option("--long", help="Measure longer than a minute.")]
Json = Annotated[bool, typer.Option("--json", help="Only the JSON line, no progress.")]


@bench.command("list")
def list_benches() -> None:
    """List every bench with its bar."""
    from dispatch.bench.bars import BARS

    for name, bar in BARS.items():
        typer.echo(f"{name}\tp99 <= {bar.p99_ms:.0f} ms, n >= {bar.least_n}")


@bench.command()
def resume(*, long: Long = False, json: Json = False) -> None:
    """Kill one of two servers again and again: until every client is current on the other."""
    from dispatch.bench.resume import measure

    _run(lambda tell: measure(tell, long=long), silent=json)


@bench.command("second-exchange")
def second_exchange(*, long: Long = False, json: Json = False) -> None:
    """Kill an exchange in mid call: until the next call rings a seat through the other."""
    from dispatch.bench.second_exchange import measure

    _run(lambda tell: measure(tell, long=long), silent=json)


@bench.command("call-to-screen")
def call_to_screen(*, long: Long = False, json: Json = False) -> None:
    """Ring 120: until number, owner and address are painted in the call window of a Chromium."""
    from dispatch.bench.browser import BrowserAbsent
    from dispatch.bench.call_to_screen import measure

    try:
        _run(lambda tell: measure(tell, long=long), silent=json)
    except BrowserAbsent as absent:
        typer.echo(f"call-to-screen needs {absent}.", err=True)
        raise typer.Exit(2) from None


@bench.command()
def tiles(*, long: Long = False, json: Json = False) -> None:
    """Ask for map tiles, z12 to z16, each once: until all of the tile has come."""
    from dispatch.bench.tiles import measure

    _run(lambda tell: measure(tell, long=long), silent=json)


@bench.command()
def positions(*, long: Long = False, json: Json = False) -> None:
    """Let ten thousand vehicles speak once a second: until each is stored and on a screen."""
    from dispatch.bench.positions import measure

    _run(lambda tell: measure(tell, long=long), silent=json)


@bench.command()
def suggest(*, long: Long = False, json: Json = False) -> None:
    """Type addresses, a million known: each key stroke until its proposals; bare LIKE beside it."""
    from dispatch.bench.suggest import measure

    _run(lambda tell: measure(tell, long=long), silent=json)


@bench.command()
def subscribers(*, long: Long = False, json: Json = False) -> None:
    """Find numbers in a table of 200,000 subscribers, or ten million, that was just imported."""
    from dispatch.bench.subscribers import measure

    _run(lambda tell: measure(tell, long=long), silent=json)


@bench.command("telephone-load")
def telephone_load(*, long: Long = False, json: Json = False) -> None:
    """Call 120 ever more often: until a telephone rings; a bare exchange is measured beside it."""
    from dispatch.bench.telephone_load import measure

    _run(lambda tell: measure(tell, long=long), silent=json)


@bench.command("recording-search")
def recording_search(*, long: Long = False, json: Json = False) -> None:
    """Search a million recordings by each filter and by pairs; a bare SELECT beside it."""
    from dispatch.bench.recording_search import measure

    _run(lambda tell: measure(tell, long=long), silent=json)


@bench.command()
def recording(
    *,
    minutes: Annotated[int | None, typer.Option(help="Speak so long.", min=1, max=120)] = None,
    long: Long = False,
    json: Json = False,
) -> None:
    """Record 32 channels at once, calls and RTP inputs; each half second against what was said."""
    from dispatch.bench.recording import measure

    _run(lambda tell: measure(tell, long=long, minutes=minutes), silent=json)


@bench.command("order-to-bell")
def order_to_bell(*, long: Long = False, json: Json = False) -> None:
    """Send an order: until the station's bell gives its first sample and its relay closes."""
    from dispatch.bench.order_to_bell import measure

    _run(lambda tell: measure(tell, long=long), silent=json)


@bench.command()
def recommend(
    *,
    map_file: Annotated[
        Path | None, typer.Option("--map", help="Roads of this .osm.pbf; Heidelberg if at hand.")
    ] = None,
    grid: Annotated[
        bool, typer.Option("--grid", help="Roads of an invented grid of 360,000 junctions.")
    ] = False,
    long: Long = False,
    json: Json = False,
) -> None:
    """Ask for the nearest of 300 vehicles, each time for another scene: until the answer."""
    from dispatch.bench.recommend import measure

    _run(lambda tell: measure(tell, long=long, pbf=map_file, grid=grid), silent=json)


@bench.command("road-equality")
def road_equality(
    *,
    map_file: Annotated[
        Path | None, typer.Option("--map", help="Roads of this .osm.pbf; Heidelberg if at hand.")
    ] = None,
    normal: Annotated[
        bool, typer.Option("--normal", help="Roads as they are driven without blue light.")
    ] = False,
    pairs: Annotated[int, typer.Option(min=1, help="How many pairs of places.")] = 1000,
    json: Json = False,
) -> None:
    """Compare road times with pgRouting on the very same edges and turn restrictions."""
    from dispatch.bench.pg_routing import PeerAbsent
    from dispatch.bench.progress import tell
    from dispatch.bench.road_equality import measure_here

    try:
        found = measure_here((lambda _: None) if json else tell, map_file, pairs, normal=normal)
    except PeerAbsent as absent:
        typer.echo(str(absent), err=True)
        raise typer.Exit(2) from None
    typer.echo(found.json_line())
    if not found.holds:
        raise typer.Exit(1)


@bench.command()
def policy(
    *,
    map_file: Annotated[
        Path | None, typer.Option("--map", help="Roads of this .osm.pbf; Heidelberg if at hand.")
    ] = None,
    long: Long = False,
    json: Json = False,
) -> None:
    """Replay simulated days by crow's flight, by road time, and with advice to stand by."""
    from dispatch.bench.policy import measure_policies
    from dispatch.bench.progress import tell

    silent = (lambda _: None) if json else tell
    typer.echo(measure_policies(silent, long=long, pbf=map_file).json_line())


def _run(measure: "Callable[[Tell], Measurement]", *, silent: bool) -> None:
    from dispatch.bench.progress import tell

    measurement = measure((lambda _: None) if silent else tell)
    typer.echo(measurement.json_line())
