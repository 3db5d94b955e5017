"""Two hosts and a carrier's gateway on one cable, cut off from everything else."""

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SERVER_ADDRESS = "10.120.0.1"
SEAT_ADDRESS = "10.120.0.2"
GATEWAY_ADDRESS = "10.120.0.3"


@dataclass(frozen=True, slots=True)
class Host:
    """One network namespace."""

    name: str

    def words(self, *command: str | Path) -> list[str]:
        """Give a command line that runs on this host."""
        return ["ip", "netns", "exec", self.name, *map(str, command)]

    def run(self, *command: str | Path, within_s: float = 120) -> str:
        """Run a command to its end; its output is told when it fails."""
        done = subprocess.run(
            self.words(*command), capture_output=True, text=True, timeout=within_s, check=False
        )
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
        return done.stdout


@contextmanager
def two_hosts() -> Iterator[tuple[Host, Host]]:
    """Give the server's host and the seat's, which also holds the gateway's address."""
    server, seat = Host(f"d120-server-{os.getpid()}"), Host(f"d120-seat-{os.getpid()}")
    try:
        for host in (server, seat):
            _ip("netns", "add", host.name)
            _ip("-n", host.name, "link", "set", "lo", "up")
        _ip("-n", server.name, "link", "add", "wire", "type", "veth", "peer", "name", "seatwire")
        _ip("-n", server.name, "link", "set", "seatwire", "netns", seat.name)
        _wire(server, "wire", [SERVER_ADDRESS])
        _wire(seat, "seatwire", [SEAT_ADDRESS, GATEWAY_ADDRESS])
        yield server, seat
    finally:
        for host in (server, seat):
            _ip("netns", "delete", host.name, must=False)


def _wire(host: Host, name: str, addresses: Sequence[str]) -> None:
    for address in addresses:
        _ip("-n", host.name, "addr", "add", f"{address}/24", "dev", name)
    _ip("-n", host.name, "link", "set", name, "up")


def _ip(*words: str, must: bool = True) -> None:
    subprocess.run(["ip", *words], check=must, capture_output=True)
