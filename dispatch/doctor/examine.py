"""Which checks there are, and what each one looks at."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from dispatch.adapters.asterisk.dialplan.core_files import MODULES
from dispatch.adapters.host.account import Account, choose_account
from dispatch.adapters.host.layout import Layout
from dispatch.adapters.host.locks import is_held
from dispatch.adapters.host.ports import is_own_address
from dispatch.adapters.host.space import free_mb
from dispatch.config import Exchange, Feed, Settings, TerminalPort, load_settings
from dispatch.doctor import probes
from dispatch.doctor.checks.ami import check_ami
from dispatch.doctor.checks.asterisk_program import check_asterisk_program
from dispatch.doctor.checks.backups import check_backups
from dispatch.doctor.checks.certificates import check_certificates
from dispatch.doctor.checks.clock import check_clock
from dispatch.doctor.checks.clock_steps import check_clock_steps
from dispatch.doctor.checks.conference_folder import check_conference_folder
from dispatch.doctor.checks.console import check_console
from dispatch.doctor.checks.disk import check_disk
from dispatch.doctor.checks.fall_back import check_fall_back
from dispatch.doctor.checks.feed import check_feed
from dispatch.doctor.checks.lines import check_lines
from dispatch.doctor.checks.link_page import check_link_page
from dispatch.doctor.checks.migrations import check_migrations
from dispatch.doctor.checks.packages import check_packages
from dispatch.doctor.checks.paths import check_paths
from dispatch.doctor.checks.phones import check_phones
from dispatch.doctor.checks.ports import check_ports
from dispatch.doctor.checks.postgres import check_postgres
from dispatch.doctor.checks.prompts import check_prompts
from dispatch.doctor.checks.python import check_python
from dispatch.doctor.checks.recorder import check_recorder
from dispatch.doctor.checks.recordings_folder import check_recordings_folder
from dispatch.doctor.checks.roads import check_roads
from dispatch.doctor.checks.second_exchange import check_second_exchange
from dispatch.doctor.checks.second_server import check_second_server
from dispatch.doctor.checks.secrets import check_secrets
from dispatch.doctor.checks.servers import check_servers
from dispatch.doctor.checks.sip import check_sip
from dispatch.doctor.checks.sms import check_sms
from dispatch.doctor.checks.state_folder import check_state_folder
from dispatch.doctor.checks.tracks import check_tracks
from dispatch.doctor.checks.trunks import check_trunks
from dispatch.doctor.clock_probe import ask_clock_steps
from dispatch.doctor.exchange_probes import (
    ask_silent_phones,
    ask_trunks,
    find_prompt_faults,
    read_conference_folder,
    read_exchange_files,
)
from dispatch.doctor.fall_back_probe import ask_fall_back
from dispatch.doctor.finding import Finding, fail
from dispatch.doctor.line_probe import ask_line_warnings
from dispatch.doctor.sms_probe import ask_link_page, ask_sms
from dispatch.doctor.tracks_probe import ask_tracks, today


@dataclass(frozen=True, slots=True)
class Check:
    """One examination, not made yet."""

    name: str
    look: Callable[[], Finding]

    def run(self) -> Finding:
        """Examine; an examination that breaks is itself a fault that is told."""
        try:
            return self.look()
        except Exception as error:
            return fail("check_broken", why=repr(error))


def list_checks(layout: Layout) -> list[Check]:
    """List every check that makes sense here, the machine first."""
    checks = list(_machine_checks(layout))
    if layout.boot_file.exists():
        settings = load_settings(layout.state)
        checks += _centre_checks(layout, settings)
        for exchange in settings.boot.exchanges_here:
            checks += _exchange_checks(layout, exchange, choose_account(layout.state))
    return checks


def _machine_checks(layout: Layout) -> Iterator[Check]:
    yield Check("python", lambda: check_python(sys.version_info[:2]))
    yield Check("packages", lambda: check_packages(probes.missing_packages()))
    yield Check("asterisk", _asterisk_program)
    yield Check("console", lambda: check_console(index_present=probes.CONSOLE.is_file()))
    yield Check("state", lambda: _state_folder(layout))
    if layout.state.exists():
        yield Check("disk", lambda: check_disk(free_mb(layout.state)))


def _centre_checks(layout: Layout, settings: Settings) -> Iterator[Check]:
    boot = settings.boot
    hosts = [server.host for server in boot.servers]
    yield Check("secrets", lambda: check_secrets(probes.secret_modes(layout)))
    yield Check("ports", lambda: _ports(layout, settings))
    yield Check("postgres", lambda: check_postgres(probes.ask_database(settings.dsn("owner"))))
    yield Check("migrations", lambda: check_migrations(probes.ask_pending(settings)))
    yield Check("lines", lambda: check_lines(ask_line_warnings(settings)))
    yield Check("servers", lambda: _servers(settings))
    yield Check("second server", lambda: check_second_server(hosts, _own(hosts)))
    exchanges = [exchange.host for exchange in boot.exchanges]
    yield Check("second exchange", lambda: check_second_exchange(exchanges, _own(exchanges)))
    yield Check("fall-back", lambda: check_fall_back(ask_fall_back(settings.dsn("owner"))))
    yield Check("clock", lambda: _clock(settings))
    yield Check("clock steps", lambda: check_clock_steps(ask_clock_steps(settings.dsn("owner"))))
    yield Check(
        "certificates",
        lambda: check_certificates(
            probes.certificate_days(boot), needed=boot.certificates is not None
        ),
    )
    if (roads := boot.roads) is not None:
        yield Check("roads", lambda: check_roads(probes.ask_roads(layout, roads.url)))
    yield Check("tracks", lambda: check_tracks(ask_tracks(settings.dsn("owner")), today()))
    for feed in boot.feeds:
        yield Check(f"feed {feed.name}", partial(_feed, settings, feed))
    for port in boot.terminal_ports:
        yield Check(f"terminals {port.name}", partial(_terminals, settings, port))
    yield from _link_checks(settings)
    yield Check("backups", lambda: check_backups(probes.newest_backup_age_h(layout)))


def _link_checks(settings: Settings) -> Iterator[Check]:
    boot = settings.boot
    hidden = boot.links_hidden
    yield Check("sms", lambda: check_sms(hidden, None if hidden else ask_sms(settings)))
    if boot.location_links is not None:
        url = boot.location_links.public_url
        yield Check("link page", lambda: check_link_page(url, ask_link_page(url)))


def _exchange_checks(layout: Layout, exchange: Exchange, account: Account) -> Iterator[Check]:
    name, incoming = exchange.name, layout.incoming(exchange.name)
    ourselves = Account((), account.uid, account.gid)
    yield Check(f"ami {name}", lambda: check_ami(name, probes.ask_ami(layout, exchange)))
    yield Check(
        f"sip {name}", lambda: check_sip(name, probes.ask_sip(exchange.host, exchange.sip_port))
    )
    yield Check(f"trunks {name}", lambda: check_trunks(name, ask_trunks(layout, exchange)))
    yield Check(f"phones {name}", lambda: check_phones(name, ask_silent_phones(layout, exchange)))
    yield Check(f"paths {name}", lambda: check_paths(name, read_exchange_files(layout, name)))
    yield Check(f"prompts {name}", lambda: check_prompts(name, find_prompt_faults(layout, name)))
    yield Check(
        f"recorder {name}",
        lambda: check_recorder(name, probes.ask_recorder(layout, exchange.recorder_url)),
    )
    yield Check(
        f"conference {name}",
        lambda: check_conference_folder(name, incoming, read_conference_folder(layout, name)),
    )
    yield Check(
        f"recordings {name}",
        lambda: check_recordings_folder(
            name,
            exchange_writes=probes.may(account, incoming, "w"),
            recorder_reads=probes.may(ourselves, incoming, "r"),
        ),
    )


def _asterisk_program() -> Finding:
    return check_asterisk_program(probes.asterisk_banner(), MODULES, probes.asterisk_modules())


def _state_folder(layout: Layout) -> Finding:
    mode, writable = probes.mode_of(layout.state), probes.state_is_writable(layout)
    return check_state_folder(mode, writable=writable)


def _ports(layout: Layout, settings: Settings) -> Finding:
    running = is_held(layout.lock("runner"))
    return check_ports(probes.port_holders(settings.boot), running=running)


def _servers(settings: Settings) -> Finding:
    certificates = settings.boot.certificates
    authority = certificates.authority if certificates else None
    return check_servers(
        {one.name: probes.ask_server(one, authority) for one in settings.boot.servers}
    )


def _feed(settings: Settings, feed: Feed) -> Finding:
    return check_feed(feed.name, feed.device, probes.ask_feed(settings, feed.name))


def _terminals(settings: Settings, port: TerminalPort) -> Finding:
    return check_feed(port.name, f"{port.host}:{port.port}", probes.ask_feed(settings, port.name))


def _own(hosts: list[str]) -> list[str]:
    return [host for host in hosts if is_own_address(host)]


def _clock(settings: Settings) -> Finding:
    server = settings.boot.time_server
    return check_clock(server.host if server else None, probes.ask_clock(settings))
