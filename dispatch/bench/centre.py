"""A whole running centre, measured or tested: PostgreSQL, Asterisk, recorder, two servers."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar
from uuid import uuid4

import httpx2

from dispatch.adapters.host.layout import Layout
from dispatch.adapters.host.locks import list_held
from dispatch.adapters.host.runner import Runner
from dispatch.adapters.host.waiting import pause
from dispatch.config import Settings, load_settings

READY_WITHIN_S = 120.0
PROGRAM = Path(sys.prefix) / "bin" / "dispatch120"

LOOK_AGAIN_AFTER_S = 0.05

T = TypeVar("T")


class NotSeen(AssertionError):
    """What was waited for did not come, or what was asked was refused."""


def until(look: Callable[[], T], within_s: float = 30.0) -> T:
    """Look until something true is seen, and give it; the last look's error is told."""
    give_up_at = time.monotonic() + within_s
    while True:
        try:
            if seen := look():
                return seen
        except (httpx2.HTTPError, OSError):
            if time.monotonic() > give_up_at:
                raise
        if time.monotonic() > give_up_at:
            raise NotSeen(f"not seen within {within_s} s: {look}")
        pause(LOOK_AGAIN_AFTER_S)


@dataclass(frozen=True, slots=True)
class Person:
    """A signed-in person who talks to one server."""

    http: httpx2.Client
    session: dict[str, Any]

    def get(self, path: str) -> Any:  # noqa: ANN401 - any JSON
        """Read, and give the JSON."""
        answer = self.http.get(f"/api/v1{path}")
        if not answer.is_success:
            raise NotSeen(answer.text)
        return answer.json()

    def put(self, path: str, body: object) -> httpx2.Response:
        """Change once."""
        headers = {"Idempotency-Key": str(uuid4())}
        return self.http.put(f"/api/v1{path}", json=body, headers=headers)

    def post(self, path: str, body: object = None) -> httpx2.Response:
        """Act once."""
        headers = {"Idempotency-Key": str(uuid4())}
        return self.http.post(f"/api/v1{path}", json=body, headers=headers)


@dataclass(frozen=True, slots=True)
class Centre:
    """A centre that runs.

    Args:
        urls: Of both servers.
        clients: To be closed at the end.
    """

    settings: Settings
    urls: tuple[str, ...]
    clients: list[httpx2.Client]

    @property
    def password(self) -> str:
        """Of every invented person."""
        return self.settings.secret("demo_password").get_secret_value()

    def sign_in(self, staff_number: str, server: int = 0) -> Person:
        """Sign a person in at a server."""
        client = httpx2.Client(base_url=self.urls[server], timeout=10.0)
        self.clients.append(client)
        asked = {"staff_number": staff_number, "password": self.password}
        answer = client.post("/api/v1/session", json=asked)
        if not answer.is_success:
            raise NotSeen(answer.text)
        client.headers["Authorization"] = f"Bearer {answer.json()['token']}"
        return Person(client, answer.json())

    def pid(self, part: str) -> int:
        """Find the process of a part: postgres, asterisk-node1, recorder-node1, server-1."""
        return until(lambda: list_held(Layout(self.settings.state).supervisor).get(part) or 0)

    def serving_pid(self, part: str) -> int:
        """Find the process that does a part's work: the child, where its parent only waits."""
        pid = self.pid(part)
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        return int(children[0]) if children else pid

    def processes(self, part: str) -> tuple[int, ...]:
        """Find all that a part lives in: a server's parent and its child, else one process."""
        pids = [self.pid(part)]
        if part in {server.name for server in self.settings.boot.servers}:
            pids.append(self.serving_pid(part))
        return tuple(dict.fromkeys(pids))

    def kill(self, part: str, kind: signal.Signals = signal.SIGKILL) -> int:
        """Kill a part as a whole; the runner starts it again."""
        pids = self.processes(part)
        self.kill_pids(pids, kind)
        return pids[0]

    def kill_pids(self, pids: Sequence[int], kind: signal.Signals = signal.SIGKILL) -> None:
        """Kill processes of this centre that were found before; the first one's death is felt."""
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, kind)

    def stop(self, part: str) -> None:
        """Stop a part; the runner leaves it stopped."""
        self._runner.stop_part(part)

    def kill_for_good(self, part: str) -> None:
        """Kill a part's process and keep the runner from starting it again."""
        self.kill(part)
        self.stop(part)

    def start(self, part: str) -> None:
        """Start a part that was stopped."""
        self._runner.start_part(part)

    @property
    def _runner(self) -> Runner:
        return Runner(Layout(self.settings.state), ())

    def is_ready(self) -> bool:
        """Tell whether both servers can do everything."""
        return all(httpx2.get(f"{url}/ready", timeout=2.0).is_success for url in self.urls)


@contextmanager
def running_centre(*, city: str = "small", exchanges: int = 1) -> Iterator[Centre]:
    """Run a demonstration centre without invented callers, on free ports, until the block ends.

    Args:
        city: small draws houses in the middle only; whole takes a minute longer.
        exchanges: How many, 1 or 2.
    """
    with TemporaryDirectory(prefix="d120-", dir="/var/tmp") as folder:
        state = Path(folder)
        state.chmod(0o711)
        dies_with_us = ("setpriv", "--pdeathsig", "INT")
        invented = ("--no-simulation", "--city", city, "--exchanges", str(exchanges))
        options = ("--free-ports", *invented)
        words = (*dies_with_us, PROGRAM, "up", "--state", state, *options)
        with (state / "up.log").open("wb") as log:
            process = subprocess.Popen(  # noqa: S603 - our own program
                words, stdout=log, stderr=log, start_new_session=True
            )
        clients: list[httpx2.Client] = []
        try:
            yield _wait_until_ready(process, state, clients)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(60)
            for client in clients:
                client.close()


def _wait_until_ready(
    process: subprocess.Popen[bytes], state: Path, clients: list[httpx2.Client]
) -> Centre:
    def ready() -> Centre | None:
        if process.poll() is not None:
            raise NotSeen((state / "up.log").read_text(encoding="utf-8"))
        if not (state / "boot.toml").exists() or not (state / "secrets/demo_password").exists():
            return None
        settings = load_settings(state)
        centre = Centre(settings, tuple(server.url for server in settings.boot.servers), clients)
        return centre if centre.is_ready() else None

    found = until(ready, READY_WITHIN_S)
    if found is None:
        raise NotSeen("centre")
    return found
