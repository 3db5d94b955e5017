"""A server that dies by SIGKILL at the nth await of its work, and one that comes after it.

A program calls `walk`: for each piece of work it forks a process that burns the fuse at every
await and dies when it is burnt down, and then another that does not die. It ends when the first has
reached its end alive. A test starts the program by `walked` and looks at what is left.
"""

import asyncio
import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.commands import PostgresCommands
from dispatch.domain.origin import Origin
from dispatch.ports.commands import Json, Keyed, UseCase
from dispatch.ports.transaction import Transaction

NEVER = 10**6
MOST_AWAITS = 200
ENDS = {"killed", "finished", "failed"}
Work = Callable[[str, int, "Fuse"], Coroutine[Any, Any, None]]
"""Given a place, the number of this piece of work, and the fuse."""


class Fuse:
    """Kills the process when it is burnt down."""

    def __init__(self, awaits: int = NEVER) -> None:
        self._left = awaits

    def burn(self) -> None:
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        self._left -= 1


class Burning:
    """Burns a fuse before each await of what it stands for."""

    def __init__(self, real: Any, fuse: Fuse) -> None:
        self._real, self._fuse = real, fuse

    def __getattr__(self, name: str) -> Any:
        real = getattr(self._real, name)

        async def burning(*words: Any, **named: Any) -> Any:
            self._fuse.burn()
            return await real(*words, **named)

        return burning


class BurningCommands:
    """The real door to every change; it burns before, at the commit's edge and after it."""

    def __init__(self, engine: AsyncEngine, fuse: Fuse) -> None:
        self._commands, self._fuse = PostgresCommands(engine), fuse

    async def run(self, keyed: Keyed, origin: Origin, use_case: UseCase) -> Json:
        async def burning(tx: Transaction) -> Json:
            answer = await use_case(tx)
            self._fuse.burn()
            return answer

        self._fuse.burn()
        answer = await self._commands.run(keyed, origin, burning)
        self._fuse.burn()
        return answer


def burn_at_each_statement(engine: AsyncEngine, fuse: Fuse) -> None:
    """Burn the fuse before each statement that writes and before each commit of an engine.

    A server that dies before it reads leaves what it leaves when it dies before its next write.
    """

    def before_statement(_connection: object, _cursor: object, told: str, *_: object) -> None:
        if not told.lstrip().startswith("SELECT"):
            fuse.burn()

    def before_commit(_connection: object) -> None:
        fuse.burn()

    event.listen(engine.sync_engine, "before_cursor_execute", before_statement)
    event.listen(engine.sync_engine, "commit", before_commit)


def walk(dying: Work, after: Work, place: str) -> None:
    """Let a server die one await later each time, and the next do what is left."""
    for awaits in range(MOST_AWAITS):
        first = _ended(dying, place, awaits, Fuse(awaits))
        print(f"{first} {_ended(after, place, awaits, Fuse())}", flush=True)
        if first != "killed":
            return


def walked(program: Path, place: str) -> int:
    """Start a program and tell how often its server was killed before it reached its end."""
    ended = subprocess.run(
        [sys.executable, str(program), place],
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
        env={"PYTHONPATH": str(Path(__file__).parents[2])},
    )
    lines = [line for line in ended.stdout.splitlines() if line.split()[0] in ENDS]
    assert lines[-1:] == ["finished finished"], ended.stdout + ended.stderr
    assert set(lines[:-1]) == {"killed finished"}, ended.stdout + ended.stderr
    return len(lines) - 1


def _ended(work: Work, place: str, awaits: int, fuse: Fuse) -> str:
    child = os.fork()
    if child == 0:
        os._exit(_status(work(place, awaits, fuse)))
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return "killed"
    return "finished" if status == 0 else "failed"


def _status(work: Coroutine[Any, Any, None]) -> int:
    try:
        asyncio.run(work)
    except Exception:
        traceback.print_exc()
        return 1
    return 0
