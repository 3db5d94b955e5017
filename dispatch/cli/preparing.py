"""Everything that lies ready before the first process starts; the same twice changes nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import psycopg
from psycopg import sql

from dispatch.adapters.host.account import SYSTEM_USER, Account, choose_account
from dispatch.adapters.host.boot_file import choose_free_ports, plan_boot, ports_of, write_boot
from dispatch.adapters.host.certificates import ensure_certificates
from dispatch.adapters.host.cluster import Cluster, create, is_created, is_ready, start, stop
from dispatch.adapters.host.layout import (
    Layout,
    make_folders,
    make_socket_folder,
    remove_socket_folder,
)
from dispatch.adapters.host.locks import held, list_held
from dispatch.adapters.host.ports import refuse_taken_ports
from dispatch.adapters.host.refusal import Refusal
from dispatch.adapters.host.secrets import ensure_secret, ensure_secrets, read_secret
from dispatch.adapters.host.space import refuse_full_disk
from dispatch.adapters.host.waiting import holds_within
from dispatch.adapters.postgres.migrate import ROLES, make_roles, upgrade
from dispatch.bootstrap.centre import found_demo
from dispatch.bootstrap.exchange import exchange_node
from dispatch.cli.options import CitySize
from dispatch.cli.region import say_step, told_faults
from dispatch.cli.telling import tell
from dispatch.config import Boot, Settings, TimeServer, load_settings
from gis.storage.chinese import hears_chinese

DATABASE_READY_WITHIN_S = 60
Mode = Literal["demo", "site"]
DEMO_SECRET = "demo_password"  # noqa: S105 - the name of its file


def refuse_living(layout: Layout) -> None:
    """Refuse to start beside parts that live.

    Raises:
        Refusal: ``already_running``, or ``left_running`` when only the runner is gone.
    """
    living = list_held(layout.supervisor)
    if "runner" in living:
        raise Refusal("already_running", part="runner", pid=living["runner"])
    if living:
        raise Refusal("left_running", parts=", ".join(sorted(living)))


def prepare(
    layout: Layout,
    mode: Mode,
    *,
    address: str | None = None,
    any_ports: bool = False,
    time_server: str | None = None,
    exchanges: int = 1,
) -> tuple[Settings, Account]:
    """Make folders, boot settings, secrets, certificates and the database's folder.

    Args:
        layout: Where the centre lies.
        mode: What it becomes when it is nothing yet; an existing one stays what it is.
        address: The address others reach it by; None leaves that as it is.
        any_ports: At the first start take free ports instead of the usual ones.
        time_server: At the first start the site's own, which the doctor asks.
        exchanges: At the first start so many, 1 or 2, on this machine.

    Raises:
        Refusal: Something is in the way; it says what.
    """
    boot = _plan(layout, mode, address, any_ports=any_ports, exchanges=exchanges)
    if time_server:
        boot = boot.model_copy(update={"time_server": TimeServer(host=time_server)})
    account = choose_account(layout.state)
    if mode == "site" and account.is_mapped:
        raise Refusal("site_needs_account", folder=layout.state, user=SYSTEM_USER)
    refuse_taken_ports(boot)
    make_folders(layout, account, tuple(exchange.name for exchange in boot.exchanges_here))
    refuse_full_disk(layout.state)
    ensure_secrets(layout, first_start=not is_created(layout.cluster))
    if boot.certificates:
        ensure_certificates(layout, account, list_own_hosts(boot))
    write_boot(layout, boot)
    create(private_cluster(layout, account, port=boot.database.port))
    return load_settings(layout.state), account


def list_own_hosts(boot: Boot) -> list[str]:
    """List the addresses of this machine for which its certificate speaks."""
    servers = [server.host for server in boot.servers_here]
    exchanges = [exchange.host for exchange in boot.exchanges_here]
    doors = [one.ami_host for one in boot.exchanges_here if one.ami_host is not None]
    return list(dict.fromkeys((*servers, *exchanges, *doors)))


def private_cluster(layout: Layout, account: Account, *, port: int) -> Cluster:
    """Give the centre's own PostgreSQL cluster."""
    return Cluster(
        data=layout.cluster,
        socket_directory=layout.database_socket,
        password=read_secret(layout, "database_owner"),
        account=account,
        port=port,
    )


def wait_for_database(cluster: Cluster) -> None:
    """Wait until a database that somebody else starts lets its owner in.

    Raises:
        Refusal: ``postgres_not_ready``.
    """
    if not holds_within(lambda: is_ready(cluster), DATABASE_READY_WITHIN_S):
        raise Refusal("postgres_not_ready", data=cluster.data)


@contextmanager
def running_cluster(layout: Layout, cluster: Cluster) -> Iterator[Cluster]:
    """Use the cluster that runs, or run it for as long as it is needed.

    Raises:
        Refusal: ``already_running`` when the centre is just starting or stopping.
    """
    if is_ready(cluster):
        yield cluster
        return
    with held(layout.lock("up")):
        refuse_living(layout)
        make_socket_folder(layout, cluster.account)
        server = start(cluster, layout.log / "postgres.log")
        try:
            yield cluster
        finally:
            stop(server)
            remove_socket_folder(layout)


def make_database(layout: Layout, cluster: Cluster, name: str) -> None:
    """Make the roles and the database in a running cluster, unless they are there."""
    with psycopg.connect(cluster.dsn(), autocommit=True) as connection:
        if not connection.execute(
            "select 1 from pg_database where datname = %s", [name]
        ).fetchone():
            connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
    make_roles(cluster.dsn(name), {role: read_secret(layout, f"database_{role}") for role in ROLES})


def bring_up_to_date(layout: Layout, cluster: Cluster, name: str) -> None:
    """Make the database, its roles and the schema of this version in a running cluster.

    Raises:
        Refusal: ``search_without_chinese``: this database would find no address.
    """
    make_database(layout, cluster, name)
    upgrade(cluster.dsn(name).replace("postgresql:", "postgresql+psycopg:", 1))
    with psycopg.connect(cluster.dsn(name)) as connection:
        if not hears_chinese(connection):
            raise Refusal("search_without_chinese")


@dataclass(frozen=True, slots=True)
class Demonstration:
    """How a demonstration begins: how large its city is, and whether a simulation lives in it."""

    size: CitySize
    simulated: bool


def begin_demonstration(layout: Layout, settings: Settings, demo: Demonstration) -> None:
    """Begin the demonstration centre with one random password for all its invented people.

    Its city is drawn and imported at the first start only.

    Raises:
        Refusal: The city could not be imported.
    """
    from dispatch.bootstrap.demo_city import bring_city, has_city, mend_pointer

    found_demo(settings, ensure_secret(layout, DEMO_SECRET), simulated=demo.simulated)
    with told_faults(settings.state):
        if has_city(settings):
            mend_pointer(settings)
        else:
            tell("region_demo")
            bring_city(settings, size=demo.size, told=say_step)


def write_exchanges(layout: Layout, settings: Settings, account: Account) -> None:
    """Write every exchange's files from the settings in force."""
    for exchange in settings.boot.exchanges_here:
        exchange_node(settings, exchange).write_files()
    give_exchange_folders(layout, settings, account)


def give_exchange_folders(layout: Layout, settings: Settings, account: Account) -> None:
    """Hand what was written for the exchanges to the account that runs them."""
    for exchange in settings.boot.exchanges_here:
        account.own(layout.sockets / exchange.name)
        home: Path = layout.exchange(exchange.name)
        for path in (home, *home.rglob("*")):
            if not path.is_symlink():
                account.take(path)


def _plan(
    layout: Layout, mode: Mode, address: str | None, *, any_ports: bool, exchanges: int
) -> Boot:
    if not layout.boot_file.exists():
        ports = choose_free_ports() if any_ports else None
        return plan_boot(layout, mode, address=address, ports=ports, exchanges=exchanges)
    boot = load_settings(layout.state).boot
    if address is None:
        return boot
    planned = plan_boot(
        layout,
        boot.centre.mode,
        address=address,
        ports=ports_of(boot),
        zone=boot.centre.zone,
        exchanges=len(boot.exchanges),
    )
    kept = ("feeds", "terminal_ports", "time_server", "location_links", "sms_modem", "sms_gateway")
    return planned.model_copy(update={name: getattr(boot, name) for name in kept})
