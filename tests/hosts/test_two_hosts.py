"""A site cut off from the world: a browser on another host takes a call over https."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest

from dispatch.config import load_settings
from tests.centre import until
from tests.e2e.sounds import write_microphone
from tests.hosts.manual import ROOT, command
from tests.hosts.namespaces import Host, two_hosts

ADMINISTRATOR_PASSWORD = "the-first-administrator"
PICTURE = ROOT / "tests/e2e/screens/two-hosts.png"

needs_hosts = pytest.mark.skipif(
    os.geteuid() != 0 or not shutil.which("ip") or not shutil.which("certutil"),
    reason="needs root, iproute2 and libnss3-tools to make two hosts",
)


@needs_hosts
@pytest.mark.mission("A21", "A97")
def test_a_browser_on_another_host_takes_a_call_at_an_empty_centre():
    with TemporaryDirectory(prefix="d120-site-", dir="/var/tmp") as folder, two_hosts() as hosts:
        server, seat = hosts
        state = Path(folder) / "site"
        Path(folder).chmod(0o755)
        found_site(server, state, Path(folder))
        with started(server, state, Path(folder)):
            ask_seat(seat, Path(folder), "administer", state, ADMINISTRATOR_PASSWORD)
            server.run("sh", "-c", command(".venv/bin/dispatch120 exchange apply", state))
            trust_authority(seat, state, Path(folder))
            microphone = write_microphone(Path(folder))
            seen = ask_seat(seat, Path(folder), "take", state, microphone, PICTURE)
            assert demo_rows(state) == []
    assert seen["secure_context"] is True
    assert seen["shown_number"] == "138 0527 1188"
    assert float(str(seen["caller_hears_seat"])) > 0.6


def found_site(server: Host, state: Path, folder: Path) -> None:
    """Step 2 of the manual; what it asks at the terminal is given by its options."""
    password = folder / "password"
    password.write_text(f"{ADMINISTRATOR_PASSWORD}\n", encoding="utf-8")
    answers = (
        "--name 云溪县急救中心 --area-code 0527 --administrator 9001 --administrator-name 郑工"
    )
    init = command(".venv/bin/dispatch120 site init", state)
    server.run("sh", "-c", f"{init} {answers} --password-file {password}")


@contextmanager
def started(server: Host, state: Path, folder: Path) -> Iterator[None]:
    """Step 3 of the manual, until the block ends."""
    words = server.words("sh", "-c", f"exec {command('sh deploy/run', state)}")
    log = folder / "run.log"
    with log.open("wb") as sink:
        process = subprocess.Popen(words, cwd=ROOT, stdout=sink, stderr=sink)
    try:
        until(lambda: is_ready(process, log), 180)
        yield
    finally:
        process.send_signal(2)
        process.wait(60)


def is_ready(process: subprocess.Popen[bytes], log: Path) -> bool:
    told = log.read_text(encoding="utf-8")
    assert process.poll() is None, told
    return "就绪" in told or "Ready after" in told


def trust_authority(seat: Host, state: Path, folder: Path) -> None:
    """Step 4 of the manual: the authority's certificate in the browser's own store."""
    store = folder / ".pki" / "nssdb"
    store.mkdir(parents=True)
    seat.run("certutil", "-d", f"sql:{store}", "-N", "--empty-password")
    authority = state / "certificates" / "ca.crt"
    seat.run(
        *("certutil", "-d", f"sql:{store}", "-A", "-t", "C,,", "-n", "dispatch120"),
        *("-i", authority),
    )


def ask_seat(seat: Host, home: Path, *words: str | Path) -> dict[str, object]:
    """Run one step on the seat's host; its browser's home is the drill's folder."""
    step = (sys.executable, "-m", "tests.hosts.seat_pc", *words)
    told = seat.run("env", f"HOME={home}", f"PYTHONPATH={ROOT}", *step)
    seen: dict[str, object] = json.loads(told.splitlines()[-1])
    return seen


def demo_rows(state: Path) -> list[tuple[str, int]]:
    """Count what a demonstration would have left in the database."""
    counted = {
        "subscriber": "SELECT count(*) FROM dispatch.subscriber",
        "people": "SELECT count(*) FROM dispatch.person WHERE staff_number NOT IN ('9001', '1001')",
        "key_patient": "SELECT count(*) FROM dispatch.key_patient",
    }
    with psycopg.connect(load_settings(state).dsn("dispatch")) as connection:
        rows = [(name, connection.execute(q).fetchone()) for name, q in counted.items()]
    return [(name, row[0]) for name, row in rows if row and row[0]]
