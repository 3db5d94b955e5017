"""All channels of one recorder: one thread hears them, another makes durable what is written."""

from collections.abc import Callable, Sequence
from functools import partial
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Final

import structlog

from recorder.errors import ChannelNotFound
from recorder.ingest.conditions import Conditions
from recorder.inputs.attendant import Attendant
from recorder.inputs.health import ChannelTold
from recorder.inputs.line import Desk
from recorder.inputs.settings import Channel
from recorder.storage.channel_list import ChannelList

TICK_S: Final = 0.02
JUDGE_EVERY_S: Final = 0.25

log = structlog.get_logger()


class Inputs:
    """The channels; whatever goes wrong with one of them, the others are heard."""

    def __init__(
        self, channels: Sequence[Channel], desk: Desk, conditions: Conditions, kept: ChannelList
    ) -> None:
        self._desk = desk
        self._kept = kept
        self._attendants = {one.name: Attendant(one, desk, conditions, kept) for one in channels}
        self._wanted: SimpleQueue[str] = SimpleQueue()
        self._stop = Event()
        self._thread = Thread(target=self._run, name="inputs", daemon=True)
        self._judged_s = float("-inf")
        self._told: tuple[ChannelTold, ...] = ()

    def start(self) -> None:
        """Note what an earlier life left open, then hear."""
        if not self._attendants:
            return
        for name in self._kept.cut_off():
            log.warning("channel.cut_off", recording=name)
        self._desk.keeper.start()
        self._thread.start()

    def stop(self) -> None:
        """End all recordings whole."""
        if not self._thread.is_alive():
            return
        self._stop.set()
        self._thread.join()
        self._desk.keeper.stop()

    def told(self) -> tuple[ChannelTold, ...]:
        """Every channel, by number."""
        return self._told

    def test(self, name: str) -> None:
        """Feed a channel its test tone soon; raises `ChannelNotFound`."""
        if name not in self._attendants:
            raise ChannelNotFound(name)
        self._wanted.put(name)

    def turn(self) -> None:
        """Take what has come on every channel."""
        self._begin_tests()
        for attendant in self._attendants.values():
            self._guarded(attendant, attendant.turn)
        at_s = self._desk.clock.monotonic_s()
        if at_s - self._judged_s >= JUDGE_EVERY_S:
            self._judged_s = at_s
            told: list[ChannelTold] = []
            for attendant in self._attendants.values():
                self._guarded(attendant, partial(_judge, attendant, told))
            self._told = tuple(sorted(told, key=lambda one: one.channel.number))

    def close(self) -> None:
        """End all recordings."""
        for attendant in self._attendants.values():
            self._guarded(attendant, attendant.close)

    def _begin_tests(self) -> None:
        while True:
            try:
                name = self._wanted.get_nowait()
            except Empty:
                return
            self._attendants[name].begin_test()

    def _run(self) -> None:
        while not self._stop.is_set():
            self.turn()
            self._stop.wait(TICK_S)
        self.close()

    def _guarded(self, attendant: Attendant, act: Callable[[], object]) -> None:
        try:
            act()
        except Exception:  # one channel's fault must not silence the others
            log.exception("channel.failed", channel=attendant.channel.name)


def _judge(attendant: Attendant, told: list[ChannelTold]) -> None:
    told.append(attendant.judge())
