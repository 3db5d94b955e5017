"""The systemd units: the same parts as the runner's, and files that systemd accepts."""

import configparser
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dispatch.adapters.host.account import choose_account
from dispatch.adapters.host.boot_file import plan_boot, write_boot
from dispatch.adapters.host.cluster import is_ready
from dispatch.adapters.host.layout import PROJECT, Layout, remove_socket_folder
from dispatch.adapters.host.locks import list_held
from dispatch.adapters.host.secrets import ensure_secrets
from dispatch.adapters.host.waiting import holds_within
from dispatch.cli import app
from dispatch.cli.parts import list_parts
from dispatch.cli.preparing import prepare, private_cluster
from dispatch.config import load_settings

UNITS = PROJECT / "deploy" / "systemd"
FILES = sorted(path for path in UNITS.iterdir() if path.suffix != ".conf")


def _read(path: Path) -> configparser.ConfigParser:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(path)
    return unit


def _wanted() -> set[str]:
    text = (UNITS / "dispatch120.target").read_text()
    lines = [line.removeprefix("Wants=") for line in text.splitlines() if line.startswith("Wants=")]
    return {name for line in lines for name in line.split()}


def test_the_target_starts_every_part_of_a_site(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    layout.secrets.mkdir()
    ensure_secrets(layout, first_start=True)
    write_boot(layout, plan_boot(layout, "site"))
    parts = list_parts(load_settings(tmp_path), choose_account(Path("/")))
    units = {
        "postgres": "dispatch120-postgres.service",
        "asterisk-node1": "dispatch120-asterisk@node1.service",
        "recorder-node1": "dispatch120-recorder@node1.service",
        "roads": "dispatch120-roads.service",
        "server-1": "dispatch120-server@server-1.service",
        "server-2": "dispatch120-server@server-2.service",
    }
    assert [part.name for part in parts] == list(units)
    assert _wanted() == {*units.values(), "dispatch120-prepare.service"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_runs_as_root_and_every_part_comes_back(path: Path) -> None:
    unit = _read(path)
    assert unit["Unit"]["Description"].startswith("Dispatch120")
    if path.suffix == ".service":
        service = unit["Service"]
        assert service["User"] == "dispatch120"
        program = "station-client" if path.stem.endswith("-station") else "dispatch120"
        assert service["ExecStart"].startswith(f"/opt/dispatch120/.venv/bin/{program} ")
        long_running = service.get("Type") != "oneshot"
        assert not long_running or service["Restart"] == "always"
        assert not long_running or unit["Unit"]["StartLimitIntervalSec"] == "0"


def test_the_database_stops_as_under_the_runner() -> None:
    service = _read(UNITS / "dispatch120-postgres.service")["Service"]
    assert (service["KillSignal"], service["TimeoutStopSec"]) == ("SIGINT", "60")


def test_a_call_waits_for_no_database() -> None:
    assert "postgres" not in (UNITS / "dispatch120-asterisk@.service").read_text()
    assert "prepare" not in (UNITS / "dispatch120-asterisk@.service").read_text()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze here")
def test_systemd_itself_accepts_the_units(tmp_path: Path) -> None:
    for path in FILES:
        text = path.read_text().replace("/opt/dispatch120", str(PROJECT))
        (tmp_path / path.name).write_text(text)
    command = ["systemd-analyze", "verify", *sorted(map(str, tmp_path.iterdir()))]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert [line for line in done.stderr.splitlines() if "dispatch120" in line] == []


def test_a_part_started_alone_is_found_and_stops_in_order(short_folder: Path) -> None:
    layout = Layout(short_folder / "var")
    layout.state.mkdir()
    settings, account = prepare(layout, "demo", any_ports=True)
    cluster = private_cluster(layout, account, port=settings.boot.database.port)
    program = str(Path(sys.prefix) / "bin" / "dispatch120")
    command = [program, "part", "postgres", "--state", str(layout.state)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as part:
        assert holds_within(lambda: is_ready(cluster), 30)
        assert list_held(layout.supervisor) == {"postgres": part.pid}
        part.send_signal(signal.SIGINT)
        assert part.wait(30) == 0
    assert list_held(layout.supervisor) == {}
    remove_socket_folder(layout)


def test_an_unknown_part_is_refused_with_the_known_ones(short_folder: Path) -> None:
    layout = Layout(short_folder / "var")
    layout.state.mkdir()
    prepare(layout, "site", any_ports=True)
    result = CliRunner().invoke(app, ["part", "server-3", "--state", str(layout.state)])
    assert result.exit_code == 1
    assert "server-1, server-2" in result.output
    remove_socket_folder(layout)
