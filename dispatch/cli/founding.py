"""Founds a site: an empty centre with its first administrator, whole or not at all."""

import shutil
from dataclasses import dataclass

from dispatch.adapters.host.layout import Layout
from dispatch.adapters.host.refusal import Refusal
from dispatch.bootstrap.centre import FirstAdministrator, found_site
from dispatch.cli.preparing import (
    bring_up_to_date,
    prepare,
    private_cluster,
    running_cluster,
    write_exchanges,
)
from dispatch.config import load_settings

SHORTEST_PASSWORD = 10


@dataclass(frozen=True, slots=True)
class NewSite:
    """What the installer says about a site.

    Attributes:
        centre_name: As pages and print show it.
        area_code: With its leading 0.
        first: The first administrator.
        address: Where others reach it; None for a centre on one machine.
        time_server: The site's own.
    """

    centre_name: str
    area_code: str
    first: FirstAdministrator
    address: str | None = None
    time_server: str | None = None


def refuse_used_state(layout: Layout) -> None:
    """Refuse to found a site where a centre is.

    Raises:
        Refusal: ``state_is_demo`` or ``state_in_use``.
    """
    if not layout.boot_file.exists():
        return
    demo = load_settings(layout.state).boot.centre.mode == "demo"
    raise Refusal("state_is_demo" if demo else "state_in_use", folder=layout.state)


def found(layout: Layout, site: NewSite, *, any_ports: bool = False) -> None:
    """Found a site; after a refusal the state folder is as it was.

    Raises:
        Refusal: Something is in the way.
    """
    refuse_used_state(layout)
    if len(site.first.password) < SHORTEST_PASSWORD:
        raise Refusal("password_short", shortest=SHORTEST_PASSWORD)
    layout.state.mkdir(parents=True, exist_ok=True)
    before = set(layout.state.iterdir())
    layout.supervisor.mkdir(exist_ok=True)
    try:
        _found(layout, site, any_ports=any_ports)
    except BaseException:
        for path in set(layout.state.iterdir()) - before:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        raise


def _found(layout: Layout, site: NewSite, *, any_ports: bool) -> None:
    settings, account = prepare(
        layout, "site", address=site.address, any_ports=any_ports, time_server=site.time_server
    )
    cluster = private_cluster(layout, account, port=settings.boot.database.port)
    with running_cluster(layout, cluster):
        bring_up_to_date(layout, cluster, settings.boot.database.name)
        found_site(
            settings, centre_name=site.centre_name, area_code=site.area_code, first=site.first
        )
        write_exchanges(layout, settings, account)
