"""From a prepared state folder to a centre that is proven ready, and back to silence."""

import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from dispatch.adapters.host.account import Account, choose_account
from dispatch.adapters.host.layout import Layout, remove_socket_folder
from dispatch.adapters.host.locks import hold
from dispatch.adapters.host.part import Part
from dispatch.adapters.host.readiness import list_proofs, list_unproven
from dispatch.adapters.host.refusal import Refusal
from dispatch.adapters.host.runner import Runner
from dispatch.adapters.host.waiting import pause
from dispatch.cli.options import CitySize
from dispatch.cli.parts import POSTGRES, list_parts
from dispatch.cli.preparing import (
    DEMO_SECRET,
    Demonstration,
    begin_demonstration,
    bring_up_to_date,
    prepare,
    private_cluster,
    refuse_living,
    wait_for_database,
    write_exchanges,
)
from dispatch.cli.telling import tell
from dispatch.config import Settings, load_settings
from dispatch.simulator.demo_centre import PEOPLE

READY_WITHIN_S = 120
TELL_AGAIN_AFTER_S = 5
ASK_AGAIN_AFTER_S = 0.2


def run_until_interrupted(
    layout: Layout,
    *,
    address: str | None,
    any_ports: bool,
    simulated: bool,
    city: CitySize = "whole",
    exchanges: int = 1,
) -> None:
    """Start a centre, stay until Ctrl-C, stop it.

    Raises:
        Refusal: Something is in the way, or a part does not become ready; then all is stopped.
    """
    began_at = time.monotonic()
    tell("up_preparing", state=layout.state)
    layout.supervisor.mkdir(parents=True, exist_ok=True)
    hold(layout.lock("up"))
    refuse_living(layout)
    settings, account = prepare(
        layout, "demo", address=address, any_ports=any_ports, exchanges=exchanges
    )
    parts = list_parts(settings, account, simulated=simulated)
    demo = Demonstration(city, simulated)
    with _started(layout, settings, account, parts, demo) as process:
        _wait_until_proven(layout, settings)
        tell("up_ready", seconds=round(time.monotonic() - began_at))
        _show_way_in(settings)
        _stay(layout, process)


def stop_all(layout: Layout) -> None:
    """Stop every part of a centre in order, whoever started it."""
    tell("up_stopping")
    account = choose_account(layout.state)
    Runner(layout, list_parts(load_settings(layout.state), account)).stop()
    remove_socket_folder(layout)
    tell("up_stopped")


@contextmanager
def _started(
    layout: Layout, settings: Settings, account: Account, parts: Sequence[Part], demo: Demonstration
) -> Iterator[subprocess.Popen[bytes]]:
    runner = Runner(layout, parts)
    with _interruptible():
        try:
            process = runner.start()
            _start_in_order(layout, settings, account, runner, demo)
            yield process
        finally:
            _stop_undisturbed(layout, runner)


def _start_in_order(
    layout: Layout, settings: Settings, account: Account, runner: Runner, demo: Demonstration
) -> None:
    cluster = private_cluster(layout, account, port=settings.boot.database.port)
    tell("up_database")
    runner.start_part(POSTGRES)
    wait_for_database(cluster)
    tell("up_schema")
    bring_up_to_date(layout, cluster, settings.boot.database.name)
    if settings.boot.centre.mode == "demo":
        begin_demonstration(layout, settings, demo)
    write_exchanges(layout, settings, account)
    tell("up_parts")
    runner.start_rest()


def _wait_until_proven(layout: Layout, settings: Settings) -> None:
    proofs, began_at = list_proofs(settings), time.monotonic()
    told_at = began_at
    while unproven := list_unproven(proofs):
        names = ", ".join(proof.part for proof in unproven)
        now = time.monotonic()
        if now - began_at > READY_WITHIN_S:
            raise Refusal("parts_not_ready", seconds=READY_WITHIN_S, parts=names, log=layout.log)
        if now - told_at > TELL_AGAIN_AFTER_S:
            tell("up_waiting", parts=names)
            told_at = now
        pause(ASK_AGAIN_AFTER_S)


def _show_way_in(settings: Settings) -> None:
    for server in settings.boot.servers:
        tell("up_page", url=server.url)
    if settings.boot.centre.mode == "demo":
        _show_demo_people(settings)
    tell("up_stop_hint")


def _show_demo_people(settings: Settings) -> None:
    password = settings.secret(DEMO_SECRET).get_secret_value()
    tell("up_demo_password", password=password)
    for person in PEOPLE:
        tell(f"up_demo_{person.role}", number=person.staff_number, name=person.name)


def _stay(layout: Layout, process: subprocess.Popen[bytes]) -> None:
    """Stay until a person or the system ends it, here or by `dispatch120 down`."""
    try:
        exit_status = process.wait()
    except KeyboardInterrupt:
        return
    if exit_status:
        raise Refusal("runner_died", log=layout.log / "runner.log")


@contextmanager
def _interruptible() -> Iterator[None]:
    """A closed terminal (unless nohup was asked) and a polite kill stop it as Ctrl-C does."""
    kinds = [
        kind
        for kind in (signal.SIGTERM, signal.SIGHUP)
        if signal.getsignal(kind) is not signal.SIG_IGN
    ]
    before = [signal.signal(kind, signal.default_int_handler) for kind in kinds]
    try:
        yield
    finally:
        for kind, handler in zip(kinds, before, strict=True):
            signal.signal(kind, handler)


def _stop_undisturbed(layout: Layout, runner: Runner) -> None:
    """Stop in order; a second Ctrl-C changes nothing."""
    for kind in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(kind, signal.SIG_IGN)
    tell("up_stopping")
    runner.stop()
    remove_socket_folder(layout)
    tell("up_stopped")
