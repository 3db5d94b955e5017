"""`dispatch120 up` starts the whole centre, proves it and stops it in order; `down` stops it."""

from typing import Annotated

import typer

from dispatch.cli.options import CitySize, Listen, State
from dispatch.cli.telling import tell, told_refusals

FreePorts = Annotated[
    bool, typer.Option("--free-ports", help="At the first start take any free ports.")
]

Simulation = Annotated[bool, typer.Option(help="Let invented callers ring in a demonstration.")]

Exchanges = Annotated[
    int, typer.Option(min=1, max=2, help="At the first start so many exchanges; 2: either may die.")
]
City = Annotated[
    CitySize,
    typer.Option(help="At a demonstration's first start: houses only in the middle of the city."),
]


def up(
    state: State = None,
    listen: Listen = None,
    *,
    free_ports: FreePorts = False,
    simulation: Simulation = True,
    city: City = "whole",
    exchanges: Exchanges = 2,
) -> None:
    """Start everything, wait until it is proven ready, stop it on Ctrl-C."""
    from dispatch.adapters.host.layout import find_layout
    from dispatch.cli.running import run_until_interrupted

    with told_refusals():
        run_until_interrupted(
            find_layout(state),
            address=listen,
            any_ports=free_ports,
            simulated=simulation,
            city=city,
            exchanges=exchanges,
        )


def down(state: State = None) -> None:
    """Stop a centre that runs without its terminal, or what a killed runner left behind."""
    from dispatch.adapters.host.layout import find_layout
    from dispatch.adapters.host.locks import list_held
    from dispatch.cli.running import stop_all

    layout = find_layout(state)
    with told_refusals():
        if list_held(layout.supervisor):
            stop_all(layout)
        else:
            tell("nothing_runs")
