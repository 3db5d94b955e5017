"""Bounded waiting for a condition, in programs that have no event loop."""

import threading
import time
from collections.abc import Callable

ASK_AGAIN_AFTER_S = 0.1


def holds_within(condition: Callable[[], bool], seconds: float) -> bool:
    """Wait until a condition holds; False when the time is over first."""
    give_up_at = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > give_up_at:
            return False
        pause(ASK_AGAIN_AFTER_S)
    return True


def pause(seconds: float) -> None:
    """Let time pass between two looks at a condition; a signal's handler still runs."""
    threading.Event().wait(seconds)
