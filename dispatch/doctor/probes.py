"""Looks at this machine and asks the parts, for the checks to judge."""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import psycopg

from dispatch.adapters.asterisk.dialplan.net_files import ACTIONS_ACCOUNT
from dispatch.adapters.asterisk.program import AsteriskMissing, find_asterisk
from dispatch.adapters.fleet import FEEDS, FeedState, judge_feed
from dispatch.adapters.host.account import Account
from dispatch.adapters.host.certificates import read_certificate
from dispatch.adapters.host.clock import utc_now
from dispatch.adapters.host.layout import PROJECT, Layout
from dispatch.adapters.host.ports import find_fault, find_holder, list_endpoints
from dispatch.adapters.host.probes import ask_sip_options, get, log_in_to_ami
from dispatch.adapters.host.refusal import Refusal
from dispatch.adapters.host.secrets import NAMES, read_secret
from dispatch.adapters.host.sntp import SntpFault, ask_offset_s
from dispatch.adapters.postgres.migrate import pending
from dispatch.config import Boot, Exchange, Server, Settings
from dispatch.doctor.checks.ami import AmiAnswer
from dispatch.doctor.checks.packages import CHINESE_FONT, NEEDED
from dispatch.doctor.checks.ports import FREE
from dispatch.doctor.checks.postgres import DatabaseFacts
from dispatch.doctor.checks.recorder import RecorderFacts
from dispatch.doctor.checks.roads import RoadsFacts

PROGRAM_TIMEOUT_S = 10
HOUR_S = 3600
FONTS = Path("/usr/share/fonts")
CONSOLE = PROJECT / "dispatch" / "console" / "dist" / "index.html"
QUESTIONS = """
    select current_setting('server_version_num')::int,
           (select extversion from pg_extension where extname = 'postgis'),
           cardinality(show_trgm('中山路')) > 0,
           current_setting('data_checksums') = 'on'
"""


def missing_packages() -> set[str]:
    """Find which programs and files of the system are not there."""
    missing = {name for name in NEEDED if shutil.which(name) is None}
    fonts = FONTS.rglob("NotoSansCJK*") if FONTS.exists() else iter(())
    return missing if any(fonts) else missing | {CHINESE_FONT}


def mode_of(path: Path) -> int | None:
    """Read permission bits; None where the file is missing."""
    try:
        return path.stat().st_mode & 0o7777
    except OSError:
        return None


def secret_modes(layout: Layout) -> dict[str, int | None]:
    """Read every secret's permission bits."""
    return {name: mode_of(layout.secrets / name) for name in NAMES}


def port_holders(boot: Boot) -> dict[str, str]:
    """Find who holds each address of the centre."""
    return {
        f"{one.host}:{one.port}/{one.kind}": FREE
        if find_fault(one) is None
        else find_holder(one) or "?"
        for one in list_endpoints(boot)
    }


def ask_database(dsn: str) -> DatabaseFacts | None:
    """Ask the database what it is."""
    try:
        with psycopg.connect(dsn, connect_timeout=3) as connection:
            row = connection.execute(QUESTIONS).fetchone()
    except (psycopg.Error, OSError):
        return None
    return DatabaseFacts(*row) if row else None


def ask_pending(settings: Settings) -> bool | None:
    """Ask whether the schema is older than the program."""
    with suppress(Exception):  # whatever stands in the way is told by the database's own check
        return pending(settings.database_url("owner"))
    return None


def asterisk_banner() -> str | None:
    """Ask the exchange's program for its version."""
    try:
        command = [*find_asterisk().words, "-V"]
        done = subprocess.run(  # noqa: S603
            command, capture_output=True, timeout=PROGRAM_TIMEOUT_S, check=False
        )
    except (AsteriskMissing, OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode(errors="replace").strip() or None


def asterisk_modules() -> set[str]:
    """List the modules that lie beside the exchange's program."""
    try:
        return {path.stem for path in find_asterisk().modules.glob("*.so")}
    except AsteriskMissing:
        return set()


def ask_ami(layout: Layout, exchange: Exchange) -> AmiAnswer:
    """Log in to the manager interface."""
    try:
        secret = read_secret(layout, exchange.ami_secret)
        log_in_to_ami("127.0.0.1", exchange.ami_port, ACTIONS_ACCOUNT, secret)
    except Refusal:
        return AmiAnswer.REFUSED
    except OSError:
        return AmiAnswer.SILENT
    return AmiAnswer.LET_IN


def ask_sip(host: str, port: int) -> str | None:
    """Ask the exchange for its options."""
    try:
        return ask_sip_options(host, port)
    except OSError:
        return None


def ask_server(server: Server, authority: Path | None) -> list[str] | None:
    """Ask a server what does not work."""
    try:
        answer = get(f"{server.url}/ready", authority=authority)
        failed = json.loads(answer.body)["failed"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return [str(part) for part in failed]


def _fault_word(fault: Mapping[str, object]) -> str:
    channel = fault.get("channel")
    return f"{fault['code']} ({channel})" if channel else str(fault["code"])


def ask_recorder(layout: Layout, url: str) -> RecorderFacts | None:
    """Ask a recorder for its health."""
    try:
        health = json.loads(get(f"{url}/health", token=read_secret(layout, "recorder_api")).body)
        faults = [_fault_word(fault) for fault in health["faults"]]
        return RecorderFacts(faults, int(health["backlog"]), health["index"] == "away")
    except (OSError, ValueError, KeyError, TypeError):
        return None


def ask_roads(layout: Layout, url: str) -> RoadsFacts | None:
    """Ask the roads process for its health."""
    try:
        health = json.loads(get(f"{url}/health", token=read_secret(layout, "gis_api")).body)
        return RoadsFacts(health["region"], health["fault"], float(health["main_share"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def ask_feed(settings: Settings, name: str) -> str | None:
    """Ask the database what a feed last said of itself: its fault, None while well."""
    try:
        with psycopg.connect(settings.dsn("gis"), connect_timeout=3) as connection:
            row = connection.execute(f"{FEEDS} WHERE name = %s".encode(), (name,)).fetchone()
    except (psycopg.Error, OSError):
        return "feed_stopped"
    return judge_feed(FeedState(*row[1:]) if row else None)[1]


def may(account: Account, folder: Path, right: str) -> bool:
    """Try a right (``r`` or ``w``) as the account that needs it."""
    command = account.command("test", f"-{right}", folder)
    done = subprocess.run(  # noqa: S603
        command, cwd="/", capture_output=True, timeout=PROGRAM_TIMEOUT_S, check=False
    )
    return done.returncode == 0


def ask_clock(settings: Settings) -> float | None:
    """Ask the site's time server how far this clock is off."""
    server = settings.boot.time_server
    if server is None:
        return None
    try:
        offset_s = ask_offset_s(server.host, server.port)
    except OSError:
        return None
    return None if isinstance(offset_s, SntpFault) else offset_s


def certificate_days(boot: Boot) -> int | None:
    """Tell how many days the server's certificate is still good."""
    if boot.certificates is None:
        return None
    try:
        certificate = read_certificate(boot.certificates.certificate)
    except (OSError, ValueError):
        return None
    return (certificate.not_valid_after_utc - utc_now()).days


def newest_backup_age_h(layout: Layout) -> float | None:
    """Tell the newest finished backup's age, hours."""
    finished = (path for path in layout.backups.glob("*/SHA256SUMS"))
    newest_s = max((path.stat().st_mtime for path in finished), default=None)
    return None if newest_s is None else (utc_now().timestamp() - newest_s) / HOUR_S


def state_is_writable(layout: Layout) -> bool:
    """Tell whether this user may write to the state folder."""
    return os.access(layout.state, os.W_OK)
