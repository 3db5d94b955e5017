"""A recorder of its own for a bench, with inputs, beside an exchange that runs."""

import asyncio
import json
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from secrets import token_urlsafe
from tempfile import TemporaryDirectory
from typing import Any

import soundfile

from dispatch.adapters.host.probes import get
from dispatch.bench.centre import until
from dispatch.bench.generator import first_in_line
from dispatch.simulator.phone.g711 import Samples


class Sink:
    """Ports at which nobody records: the bare exchange's machine gets the same packets."""

    def __init__(self, count: int) -> None:
        self._sockets = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(count)]
        for one in self._sockets:
            one.bind(("127.0.0.1", 0))
        self.ports = [int(one.getsockname()[1]) for one in self._sockets]

    def close(self) -> None:
        """Let go."""
        for one in self._sockets:
            one.close()


@dataclass(frozen=True, slots=True)
class RunningRecorder:
    """One that runs.

    Args:
        ports: Its inputs, in order.
        store: Where its masters lie.
    """

    url: str
    token: str
    ports: Sequence[int]
    store: Path

    def ask(self, path: str) -> dict[str, Any]:
        """Ask it."""
        told: dict[str, Any] = json.loads(get(self.url + path, token=self.token).body)
        return told

    def settled(self) -> list[dict[str, Any]]:
        """Recordings that are over."""
        rows = self.ask("/recordings?limit=200")["recordings"]
        return [row for row in rows if row["state"] != "WRITING"]

    def read(self, name: str) -> Samples:
        """The left side of a master: what the caller said, or an input heard."""
        (path,) = self.store.rglob(f"{name}*.flac")
        samples, _ = soundfile.read(path, dtype="int16")
        left: Samples = samples[:, 0]
        return left


@asynccontextmanager
async def running_recorder(recordings: Path, *, inputs: int) -> AsyncIterator[RunningRecorder]:
    """Run a recorder until the block ends.

    Args:
        recordings: Where the exchange writes.
        inputs: How many RTP ports of A-law it hears.
    """
    async with AsyncExitStack() as stack:
        state = Path(stack.enter_context(TemporaryDirectory(prefix="d120-rec-")))
        with closing(Sink(inputs)) as free:
            ports = free.ports
        with closing(socket.create_server(("127.0.0.1", 0))) as server:
            url = f"http://127.0.0.1:{server.getsockname()[1]}"
        token = token_urlsafe()
        _write_state(state, recordings, url, token, ports)
        process = await asyncio.to_thread(_start, state)
        stack.callback(process.wait, 20)
        stack.callback(process.terminate)
        recorder = RunningRecorder(url, token, ports, state / "recorder" / "node1" / "store")
        await asyncio.to_thread(until, lambda: _answers(recorder), 30.0)
        yield recorder


def _start(state: Path) -> subprocess.Popen[bytes]:
    words = [str(Path(sys.prefix) / "bin" / "recorder"), "run"]
    nothing = subprocess.DEVNULL
    with first_in_line():
        return subprocess.Popen(  # noqa: S603 - the recorder itself
            [*words, "--state", str(state), "--exchange", "node1"], stdout=nothing, stderr=nothing
        )


def _answers(recorder: RunningRecorder) -> bool:
    try:
        return len(recorder.ask("/channels")["channels"]) == len(recorder.ports)
    except OSError:
        return False


def _write_state(state: Path, recordings: Path, url: str, token: str, ports: Sequence[int]) -> None:
    (state / "secrets").mkdir()
    (state / "secrets" / "recorder_api").write_text(token)
    (state / "secrets" / "recorder_signing").write_text(token_urlsafe(32))
    incoming = state / "recordings" / "node1" / "incoming"
    incoming.parent.mkdir(parents=True)
    incoming.symlink_to(recordings)
    head = "[database]\nsocket_directory = '/nowhere'\nport = 5432\nname = 'none'\n"
    head += f"[[exchanges]]\nname = 'node1'\nrecorder_url = '{url}'\n"
    inputs = "".join(
        f"[[recorder_channels]]\nnumber = {at}\nname = 'radio-{at}'\nlabel = '电台 {at}'\n"
        f"kind = 'rtp'\nport = {port}\npiece_minutes = 120\n"
        for at, port in enumerate(ports, 1)
    )
    (state / "boot.toml").write_text(head + inputs, encoding="utf-8")
