"""Starts the parts, starts again what dies, stops them in order: supervisor, for one centre.

Each part takes its own lock on the way, so that it is found even when the runner was killed.
"""

import os
import signal
import subprocess
import sys
import xmlrpc.client
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from supervisor.xmlrpc import Faults, SupervisorTransport

from dispatch.adapters.host.layout import Layout
from dispatch.adapters.host.locks import find_holder, is_held
from dispatch.adapters.host.part import Part
from dispatch.adapters.host.refusal import Refusal
from dispatch.adapters.host.waiting import holds_within

START_TIMEOUT_S = 20
STOP_TIMEOUT_S = 90
AT_REST = frozenset({"STOPPED", "FATAL"})
LOG_BYTES = 20_000_000
LOG_FILES = 5
LOCKED_EXIT = "75"


@dataclass(frozen=True, slots=True)
class PartState:
    """How the runner sees a part."""

    name: str
    state: str
    pid: int


class Runner:
    """One supervisor process, reached by a Unix socket of its own."""

    def __init__(self, layout: Layout, parts: Sequence[Part]) -> None:
        """Remember what to run; nothing starts yet."""
        self._layout = layout
        self._parts = sorted(parts, key=lambda part: part.rank)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def _lock(self) -> Path:
        return self._layout.lock("runner")

    @property
    def config_file(self) -> Path:
        """Where supervisor reads its orders."""
        return self._layout.supervisor / "supervisord.conf"

    def start(self) -> subprocess.Popen[bytes]:
        """Start the runner with no part running yet.

        Raises:
            Refusal: ``already_running`` or ``runner_not_ready``.
        """
        if pid := self.find_pid():
            raise Refusal("already_running", part="runner", pid=pid)
        self.config_file.write_text(write_config(self._layout, self._parts), encoding="utf-8")
        server = (sys.executable, "-m", "supervisor.supervisord", "-n", "-c", self.config_file)
        command = ("flock", "-n", "-F", "-E", LOCKED_EXIT, self._lock, *server)
        with (self._layout.log / "runner.out").open("ab") as sink:
            self._process = subprocess.Popen(  # noqa: S603
                command,
                cwd=self._layout.state,
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=sink,
                start_new_session=True,
            )
        if not holds_within(lambda: bool(self.list_states()), START_TIMEOUT_S):
            self.stop()
            raise Refusal("runner_not_ready", log=self._layout.log / "runner.out")
        return self._process

    def start_part(self, name: str) -> None:
        """Start one part; from now on it is started again whenever it ends."""
        try:
            self._call("startProcess", name, False)
        except xmlrpc.client.Fault as fault:
            if fault.faultCode != Faults.ALREADY_STARTED:
                raise Refusal("part_not_started", part=name, why=fault.faultString) from fault

    def stop_part(self, name: str) -> None:
        """Stop one part, in order; the runner leaves it stopped until it is started again.

        Raises:
            Refusal: ``part_not_stopped``.
        """
        if not holds_within(lambda: self._stopped_by_order(name), STOP_TIMEOUT_S):
            raise Refusal("part_not_stopped", part=name, why="timeout")

    def _stopped_by_order(self, name: str) -> bool:
        """Order it and look: one that has just died takes no order until it is started again."""
        with suppress(xmlrpc.client.Fault):
            self._call("stopProcess", name, True)
        return any(one.name == name and one.state in AT_REST for one in self.list_states())

    def start_rest(self) -> None:
        """Start every part that does not run yet, in order."""
        for part in self._parts:
            self.start_part(part.name)

    def list_states(self) -> list[PartState]:
        """List the parts as the runner sees them; empty when there is no runner."""
        try:
            found = self._call("getAllProcessInfo")
        except (OSError, xmlrpc.client.Fault):
            return []  # not there, or on its way out
        assert isinstance(found, list)  # noqa: S101 (supervisor's documented answer)
        return [PartState(one["name"], one["statename"], one["pid"]) for one in found]

    def find_pid(self) -> int | None:
        """Find the living runner of this centre, whoever started it."""
        return find_holder(self._lock) if is_held(self._lock) else None

    def stop(self) -> None:
        """Stop all parts in order, then the runner; also parts whose runner was killed.

        Raises:
            Refusal: ``will_not_stop`` names what still lives.
        """
        pid = self.find_pid()
        if pid is not None:
            os.kill(pid, signal.SIGTERM)
            patience_s = sum(part.stop_within_s for part in self._parts)
            holds_within(self._is_gone, patience_s)
        for part in reversed(self._parts):
            self._stop_left_over(part)

    def list_left_over(self) -> list[str]:
        """Name the parts that live although no runner does."""
        return [part.name for part in self._parts if is_held(self._layout.lock(part.name))]

    def _is_gone(self) -> bool:
        return (self._process is None or self._process.poll() is not None) and not is_held(
            self._lock
        )

    def _stop_left_over(self, part: Part) -> None:
        lock = self._layout.lock(part.name)
        for urgency in (part.stop_signal, "KILL"):
            pid = find_holder(lock) if is_held(lock) else None
            if pid is None:
                return
            with suppress(ProcessLookupError):  # gone; a child of his may hold on a moment
                os.kill(pid, signal.Signals[f"SIG{urgency}"])
            if holds_within(lambda: not is_held(lock), part.stop_within_s):
                return
        raise Refusal("will_not_stop", part=part.name)

    def _call(self, method: str, *arguments: object) -> object:
        socket = self._layout.runner_socket
        transport = SupervisorTransport(serverurl=f"unix://{socket}")
        proxy = xmlrpc.client.ServerProxy("http://localhost", transport)
        try:
            return getattr(proxy.supervisor, method)(*arguments)
        finally:
            transport.close()


def write_config(layout: Layout, parts: Sequence[Part]) -> str:
    """Write what supervisor reads; a percent sign is its own escape."""
    user = "user=root" if os.geteuid() == 0 else ""
    head = f"""\
[supervisord]
nodaemon=true
silent=true
{user}
pidfile={layout.supervisor}/runner.pid
logfile={layout.log}/runner.log
logfile_maxbytes={LOG_BYTES}
logfile_backups={LOG_FILES}
childlogdir={layout.log}
strip_ansi=true
environment={_environment(layout)}
[unix_http_server]
file={layout.runner_socket}
chmod=0600
[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface
"""
    return _escaped(head) + "".join(_escaped(_section(layout, part)) for part in parts)


def _section(layout: Layout, part: Part) -> str:
    locked = ("flock", "-n", "-F", "-E", LOCKED_EXIT, str(layout.lock(part.name)), *part.command)
    return f"""\
[program:{part.name}]
command={" ".join(map(_quoted, locked))}
directory=/
priority={part.rank}
autostart=false
autorestart=true
startsecs=0
stopsignal={part.stop_signal}
stopwaitsecs={part.stop_within_s}
redirect_stderr=true
stdout_logfile={layout.log}/{part.name}.log
stdout_logfile_maxbytes={LOG_BYTES}
stdout_logfile_backups={LOG_FILES}
"""


def _environment(layout: Layout) -> str:
    path = f"{Path(sys.prefix) / 'bin'}:{os.environ.get('PATH', os.defpath)}"
    return f'DISPATCH120_STATE="{layout.state}",PATH="{path}",PYTHONUNBUFFERED="1"'


def _quoted(word: str) -> str:
    """Quote for shlex as supervisor reads it: it eats a semicolon after a blank as a comment."""
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _escaped(text: str) -> str:
    return text.replace("%", "%%")
