"""A flood of registrations stops at the firewall; the lamp is lit; a call is taken meanwhile."""

import os
import subprocess
import sys
from pathlib import Path

from tests.hosts.namespaces import two_hosts
from tests.hosts.real_phones import KNOWN_ADDRESS, TRIES
from tests.hosts.test_registrations_are_limited import RULES

ROOT = Path(__file__).parents[2]
LET_THROUGH_AT_MOST = 60


def test_the_guesser_is_stopped_and_shown_and_the_call_is_taken() -> None:
    here = {**os.environ, "PYTHONPATH": str(ROOT)}
    with two_hosts() as (server, seat):
        server.run("nft", "-f", RULES)
        seat.run("ip", "addr", "add", f"{KNOWN_ADDRESS}/24", "dev", "seatwire")
        words = server.words(sys.executable, "-m", "tests.hosts.real_exchange")
        with subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=here, cwd=ROOT
        ) as exchange:
            assert exchange.stdout is not None
            assert exchange.stdout.readline() == "ready\n"
            phones = seat.words(sys.executable, "-m", "tests.hosts.real_phones")
            said = subprocess.run(
                phones, capture_output=True, text=True, env=here, cwd=ROOT, timeout=120, check=False
            )
            told, _ = exchange.communicate("\n", timeout=30)
    assert said.stdout.split() == ["talked"], said.stderr
    refused, guessing = told.splitlines()[-1].split()
    assert 10 <= int(refused) <= LET_THROUGH_AT_MOST < TRIES
    assert guessing == "True"
