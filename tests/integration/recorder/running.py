"""A real recorder process and the wire to it."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2

from tests.integration.recorder.workshop import until

TOKEN = "a-throw-away-token"
SIGNING = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
_PROGRAM = "from recorder.cli import app; app()"
BALLAST_BYTES = 1024 * 1024
_ROOT = Path(__file__).parents[3]


@dataclass
class Running:
    """The state folder and, while it runs, the process."""

    state: Path
    url: str
    process: subprocess.Popen[bytes] | None = None
    exchange: str = "node1"

    @property
    def incoming(self) -> Path:
        return self.state / "recordings" / self.exchange / "incoming"

    @property
    def folder(self) -> Path:
        return self.state / "recorder" / self.exchange

    def start(self) -> None:
        log = (self.state / "recorder.log").open("ab")
        told = ["--state", str(self.state), "--exchange", self.exchange]
        command = [sys.executable, "-c", _PROGRAM, "run", *told]
        self.process = subprocess.Popen(command, stderr=log, cwd=_ROOT)
        log.close()
        until(self._lives)

    def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        assert self.process is not None
        os.kill(self.process.pid, number)
        return self.process.wait(timeout=20)

    def client(self, token: str = TOKEN) -> httpx2.Client:
        headers = {"Authorization": f"Bearer {token}"}
        return httpx2.Client(base_url=self.url, headers=headers, verify=False)

    def log(self) -> str:
        return (self.state / "recorder.log").read_text(encoding="utf-8")

    def state_of(self, name: str) -> str | None:
        with self.client() as client:
            answer = client.get(f"/recordings/{name}")
            return answer.json()["state"] if answer.status_code == 200 else None

    def _lives(self) -> bool:
        try:
            return httpx2.get(f"{self.url}/live", verify=False).status_code == 200
        except httpx2.TransportError:
            return False


@contextmanager
def recorder_beside(state: Path, *, database: dict[str, object] | None = None) -> Iterator[Running]:
    """A recorder in a state folder of its own, stopped at the end."""
    running = make_state(state, database=database)
    running.start()
    try:
        yield running
    finally:
        if running.process is not None and running.process.poll() is None:
            running.end()


def make_state(state: Path, *, database: dict[str, object] | None = None) -> Running:
    """A state folder as the runner makes it, and nothing running in it."""
    at = database or {"socket_directory": "/nowhere", "port": 5432, "name": "none", "password": "-"}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    (state / "secrets").mkdir(parents=True)
    (state / "secrets" / "recorder_api").write_text(TOKEN)
    (state / "secrets" / "recorder_signing").write_text(SIGNING)
    (state / "secrets" / "database_recorder").write_text(str(at["password"]))
    (state / "boot.toml").write_text(
        f"version = 1\n[database]\nsocket_directory = {str(at['socket_directory'])!r}\n"
        f"port = {at['port']}\nname = {str(at['name'])!r}\n"
        f"[[exchanges]]\nname = 'node1'\nrecorder_url = '{url}'\n"
        f"[store]\nballast_bytes = {BALLAST_BYTES}\n"
    )
    running = Running(state, url)
    running.incoming.mkdir(parents=True)
    return running
