"""The modem's plug: a pseudo-terminal with a fixed name, in a thread of its own."""

import os
import select
import threading
import tty
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from dispatch.simulator.modem.submit import Part
from dispatch.simulator.modem.wire import ModemWire, Temper, Vanished

READ_BYTES = 512
LOOK_EVERY_S = 0.05


class SimulatedModem:
    """A modem that is plugged in, and may be unplugged.

    Args:
        name: Where its device is found.
    """

    def __init__(self, name: Path) -> None:
        self.temper = Temper()
        self._wire = ModemWire(self.temper)
        self._name = name
        self._ends: tuple[int, int] | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True, name="modem")

    @property
    def parts(self) -> list[Part]:
        """What the network was handed until now."""
        return list(self._wire.parts)

    @property
    def commands(self) -> list[str]:
        """What it was told until now."""
        return list(self._wire.commands)

    @property
    def plugged(self) -> bool:
        """Whether it is plugged in."""
        return self._ends is not None

    def texts(self) -> list[tuple[str, str]]:
        """Give number and text of each message that is whole, as a telephone puts it together."""
        return whole_texts(self.parts)

    def tell_report(self, reference: int, number: str, status: int) -> None:
        """Tell of a delivery, unasked."""
        if self._ends is not None:
            os.write(self._ends[0], self._wire.report(reference, number, status))

    def plug(self) -> None:
        """Let the device appear."""
        control, device = os.openpty()
        tty.setraw(device)
        os.set_blocking(control, False)
        self._wire.power_up()
        new = self._name.with_suffix(".new")
        new.unlink(missing_ok=True)
        new.symlink_to(os.ttyname(device))
        new.replace(self._name)
        self._ends = (control, device)

    def unplug(self) -> None:
        """Let it vanish, in the middle of whatever is said."""
        self._name.unlink(missing_ok=True)
        ends, self._ends = self._ends, None
        for one in ends or ():
            with suppress(OSError):
                os.close(one)

    def start(self) -> None:
        """Plug it in and let it work."""
        self._name.parent.mkdir(parents=True, exist_ok=True)
        self.plug()
        self._thread.start()

    def stop(self) -> None:
        """Unplug it for good."""
        self._stopping.set()
        self._thread.join(5)
        self.unplug()

    def _work(self) -> None:
        while not self._stopping.is_set():
            ends = self._ends
            if ends is None:
                self._stopping.wait(LOOK_EVERY_S)
                continue
            with suppress(OSError, ValueError):
                self._hear(ends[0])

    def _hear(self, control: int) -> None:
        if not select.select([control], [], [], LOOK_EVERY_S)[0]:
            return
        try:
            os.write(control, self._wire.feed(os.read(control, READ_BYTES)))
        except Vanished as vanished:
            os.write(control, vanished.said)
            self.unplug()


def whole_texts(parts: Sequence[Part]) -> list[tuple[str, str]]:
    """Put texts together; one that lacks a part is none yet."""
    texts: list[tuple[str, str]] = []
    half: dict[tuple[str, int], dict[int, str]] = {}
    for part in parts:
        index, total = part.place
        pieces = half.setdefault((part.number, part.reference), {})
        pieces[index] = part.text
        if len(pieces) == total:
            texts.append((part.number, "".join(pieces[one] for one in sorted(pieces))))
            del half[part.number, part.reference]
    return texts


@contextmanager
def plugged_modem(name: Path) -> Iterator[SimulatedModem]:
    """Hold a modem under a name for as long as the block runs."""
    modem = SimulatedModem(name)
    modem.start()
    try:
        yield modem
    finally:
        modem.stop()
