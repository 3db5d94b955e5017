"""Serves from a child: a parent that has everything loaded starts it anew at once when it dies.

Loading the program takes seconds, forking it a few milliseconds. The parent opens nothing, waits,
and does nothing else, so what kills a server strikes the child. A child that died soon after its
birth would die again: then the parent ends too, and the runner's own rules hold.
"""

import ctypes
import gc
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from time import monotonic
from types import FrameType
from typing import NoReturn

import structlog

log = structlog.get_logger()

SHORT_LIFE_S = 5.0
TOLD_TO_END = (signal.SIGTERM, signal.SIGINT)
PR_SET_PDEATHSIG = 1  # prctl(2)


def serve_from_child(work: Callable[[], None], short_life_s: float = SHORT_LIFE_S) -> int:
    """Run some work in a child, again and again, until told to end or until it ends by itself.

    SIGTERM and SIGINT go on to the child, which ends in its own order.

    Args:
        work: Must not have begun anything before: no loop, no thread, no connection.
        short_life_s: A child that dies younger is not started again.

    Returns:
        The exit status of the last child, 128 and the signal's number where a signal ended it.
    """
    told: list[int] = []
    _set_apart_what_is_loaded()
    while True:
        born_at = monotonic()
        with _pass_on(told) as pass_to:
            child = _fork(work)
            pass_to(child)
            status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if told or status == 0 or monotonic() - born_at < short_life_s:
            return status if status >= 0 else 128 - status
        log.error("child.died", status=status, started="again")


def _set_apart_what_is_loaded() -> None:
    """Spare every garbage collection the walk over the program itself: it took 150 ms."""
    gc.collect()
    gc.freeze()


@contextmanager
def _pass_on(told: list[int]) -> Iterator[Callable[[int], None]]:
    """Hold back the signals to end until there is a child, then pass them on to it."""
    before = {number: signal.getsignal(number) for number in TOLD_TO_END}
    signal.pthread_sigmask(signal.SIG_BLOCK, TOLD_TO_END)

    def pass_to(child: int) -> None:
        def pass_on(number: int, _: FrameType | None) -> None:
            told.append(number)
            with suppress(ProcessLookupError):
                os.kill(child, number)

        for number in TOLD_TO_END:
            signal.signal(number, pass_on)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, TOLD_TO_END)

    try:
        yield pass_to
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, TOLD_TO_END)
        for number, handler in before.items():
            signal.signal(number, handler)


def _fork(work: Callable[[], None]) -> int:
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        _live(work, parent)
    return child


def _live(work: Callable[[], None], parent: int) -> NoReturn:
    """Be the child: never outlive the parent, whose lock names the part."""
    status = 1
    try:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() == parent:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, TOLD_TO_END)
            work()
            status = 0
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else 1
    except BaseException:
        log.exception("child.failed")
    finally:
        os._exit(status)
