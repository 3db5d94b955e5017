"""deploy/get-asterisk: one clear sentence when it cannot, nothing done when nothing is to do."""

import os
import subprocess
from pathlib import Path

import pytest

from dispatch.adapters.asterisk.program import find_asterisk

NOBODY = "http://127.0.0.1:9"  # the discard port: nobody listens
NO_NETWORK = {"http_proxy": NOBODY, "https_proxy": NOBODY}


def get_asterisk(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["dash", "deploy/get-asterisk", *words],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, **environment},
    )


def test_what_it_prints_is_what_will_run():
    done = get_asterisk()
    assert done.returncode == 0
    assert done.stdout.strip() == find_asterisk().words[-1]


@pytest.mark.parametrize(
    ("program", "says"),
    [("/bin/true", "Asterisk 20 to 23"), ("/nowhere/asterisk", "which is not a program")],
)
def test_a_program_that_is_no_asterisk_is_refused_in_a_sentence(program: str, says: str):
    done = get_asterisk(ASTERISK=program)
    assert done.returncode == 1
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_without_network_it_says_so_and_leaves_nothing(tmp_path: Path):
    prefix = tmp_path / "asterisk"
    done = subprocess.run(
        ["dash", "deploy/get-asterisk", str(prefix)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={name: value for name, value in os.environ.items() if name != "ASTERISK"} | NO_NETWORK,
    )
    assert done.returncode == 1
    assert "no network" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_list_of_packages_that_has_expired_is_not_called_a_missing_network(tmp_path: Path):
    strict = tmp_path / "apt.conf"
    strict.write_text(
        'Dir::Etc::Parts "/dev/null"; Acquire::Check-Valid-Until "true"; '
        'Acquire::Check-Date "true"; Acquire::Max-ValidTime "1";\n',
        encoding="utf-8",
    )
    environment = {name: value for name, value in os.environ.items() if name != "ASTERISK"}
    done = subprocess.run(
        ["dash", "deploy/get-asterisk", str(tmp_path / "asterisk")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=environment | {"APT_CONFIG": str(strict)},
    )
    assert done.returncode == 1
    assert "out of date" in done.stderr
    assert "clock" in done.stderr
    assert "no network" not in done.stderr
