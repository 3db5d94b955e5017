"""Thirty-two channels recorded at once: calls of an exchange, and line and radio inputs by RTP.

What was said into each is compared with what was kept, half a second at a time. The same Asterisk
with a dialplan of four lines records the same calls beside it: not one window more may be damaged.
"""

import asyncio
import socket
import struct
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Final

import soundfile

from dispatch.bench.centre import until
from dispatch.bench.exchange import LoadedExchange, running_exchange
from dispatch.bench.generator import Lateness, watched_loop
from dispatch.bench.progress import Tell
from dispatch.bench.recorder_beside import RunningRecorder, Sink, running_recorder
from dispatch.bench.recording_sounds import WINDOW_MS, damaged_windows, source_of
from dispatch.bench.result import Measurement, Peer
from dispatch.bench.telephone_load import Desks
from dispatch.simulator.phone.g711 import Samples
from dispatch.simulator.phone.leg import Leg, LegState
from dispatch.simulator.phone.phone import Identity
from dispatch.simulator.phone.wire import NoAnswer

NAME: Final = "recording"
CALLS, INPUTS = 16, 16
TALK_S, TALK_IF_LONG_S = 20, 120
TAKEN_WITHIN_S, KEPT_WITHIN_S = 60.0, 120.0
FIRST_NUMBER: Final = 13_100_000_000
PACKET, PACKET_S = 160, 0.02


def measure(tell: Tell, *, long: bool, minutes: int | None = None) -> Measurement:
    """Run both, one after the other."""
    talk_s = minutes * 60 if minutes else TALK_IF_LONG_S if long else TALK_S
    return asyncio.run(_measure(tell, talk_s))


@dataclass(slots=True)
class Round:
    """What one exchange kept of what was said."""

    lateness: Lateness = field(default_factory=Lateness)
    calls: list[bool] = field(default_factory=list)
    inputs: list[bool] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    kept: int = 0

    @property
    def figures(self) -> dict[str, object]:
        """Say it for the detail."""
        return {
            "recordings": self.kept,
            "call_windows": len(self.calls),
            "call_windows_damaged": sum(self.calls),
            "input_windows": len(self.inputs),
            "input_windows_damaged": sum(self.inputs),
        }


async def _measure(tell: Tell, talk_s: int) -> Measurement:
    tell(f"{NAME}: the bare exchange")
    bare = Round()
    async with running_exchange(seats=CALLS, bare=True) as exchange:
        with closing(Sink(INPUTS)) as sink:
            await _speak(exchange, bare, talk_s, sink.ports, bare=True)
        _look_at_files(exchange, bare, talk_s)
    tell(f"{NAME}: ours, with its recorder")
    ours = Round()
    async with (
        running_exchange(seats=CALLS, bare=False) as exchange,
        running_recorder(exchange.node.recordings, inputs=INPUTS) as recorder,
    ):
        await _speak(exchange, ours, talk_s, recorder.ports, bare=False)
        await asyncio.to_thread(_look_at_recorder, recorder, ours, talk_s)
    return _judge(ours, bare, talk_s)


def _judge(ours: Round, bare: Round, talk_s: int) -> Measurement:
    """Each window's damage in ms; as many damaged ones as the bare exchange had are its own."""
    allowed = sum(bare.calls)
    more = max(0, sum(ours.calls) - allowed) + sum(ours.inputs)
    windows = len(ours.calls) + len(ours.inputs)
    faults = [*ours.faults, *(f"bare: {fault}" for fault in bare.faults)]
    broken = [f"{more} more windows damaged"] if more else []
    return Measurement(
        NAME,
        [WINDOW_MS] * more + [0.0] * (windows - more),
        max(ours.lateness.worst_ms, bare.lateness.worst_ms),
        faults,
        {
            "channels": {"calls": CALLS, "inputs": INPUTS},
            "talk_s": talk_s,
            "window_ms": WINDOW_MS,
            "ours": ours.figures,
            "bare": bare.figures,
        },
        Peer("Asterisk, four-line dialplan", 0.0, WINDOW_MS if allowed else 0.0),
        broken,
    )


async def _speak(
    exchange: LoadedExchange, seen: Round, talk_s: int, ports: Sequence[int], *, bare: bool
) -> None:
    """Let all speak at once, each his own sound."""
    desks = Desks(exchange.seats)
    async with watched_loop(seen.lateness), desks.working():
        seen.lateness.sampling = False
        callers = [await _begin(exchange, desks, seen, at, bare=bare) for at in range(CALLS)]
        seen.lateness.sampling = True
        talking = [leg for leg in callers if leg is not None]
        for at, leg in enumerate(callers):
            if leg is not None:
                leg.media.say(source_of(at, talk_s))
        senders = [_send(INPUTS + at, port, talk_s) for at, port in enumerate(ports)]
        await asyncio.gather(*senders, asyncio.sleep(talk_s + 2))
        seen.lateness.sampling = False
        for leg in talking:
            try:
                await leg.hang_up()
            except NoAnswer:
                seen.faults.append("a hang-up was not answered")
    await asyncio.sleep(3)


async def _begin(
    exchange: LoadedExchange, desks: Desks, seen: Round, at: int, *, bare: bool
) -> Leg | None:
    number, seat = str(FIRST_NUMBER + at), exchange.node.plan.seats[at]
    leg = exchange.carrier.call(seat.phone if bare else "120", Identity(number))
    try:
        async with asyncio.timeout(TAKEN_WITHIN_S):
            await leg.wait_for(LegState.TALKING, timeout_s=TAKEN_WITHIN_S)
            await desks.taken(number)
    except TimeoutError:
        seen.faults.append(f"call {at} was not taken")
        leg.vanish()
        return None
    return leg


async def _send(number: int, port: int, talk_s: int) -> None:
    """Be a radio gateway: a packet each 20 ms, at an exact pace."""
    said, loop = source_of(number, talk_s), asyncio.get_running_loop()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as wire:
        due_at = loop.time() + number * PACKET_S / INPUTS
        for n, at in enumerate(range(0, len(said), PACKET)):
            await asyncio.sleep(max(0.0, due_at - loop.time()))
            head = struct.pack("!BBHII", 0x80, 8, n & 0xFFFF, at, number)
            wire.sendto(head + said[at : at + PACKET], ("127.0.0.1", port))
            due_at += PACKET_S


def _look_at_recorder(recorder: RunningRecorder, seen: Round, talk_s: int) -> None:
    """Wait until everything is kept, then compare."""
    try:
        until(lambda: len(recorder.settled()) >= CALLS + INPUTS, KEPT_WITHIN_S)
    except TimeoutError:
        seen.faults.append(f"only {len(recorder.settled())} recordings were kept")
    rows = recorder.settled()
    seen.kept = len(rows)
    seen.faults += [f"{row['name']}: {row['fault']}" for row in rows if row["fault"]]
    inputs = {row["channel_number"]: row["name"] for row in rows if row["channel_number"]}
    calls = sorted((row["name"] for row in rows if not row["channel_number"]), key=_birth)
    read = recorder.read
    seen.calls += [bad for one in _calls(map(read, calls), talk_s) for bad in one]
    for at in range(INPUTS):
        if at + 1 not in inputs:
            seen.faults.append(f"input {at + 1} was not recorded")
            continue
        seen.inputs += damaged_windows(read(inputs[at + 1]), source_of(INPUTS + at, talk_s))


def _look_at_files(exchange: LoadedExchange, seen: Round, talk_s: int) -> None:
    files = sorted(exchange.node.recordings.glob("*-rx.wav"), key=lambda file: _birth(file.name))
    seen.kept = len(files)
    sounds = (soundfile.read(file, dtype="int16")[0] for file in files)
    seen.calls += [bad for one in _calls(sounds, talk_s) for bad in one]
    if len(files) != CALLS:
        seen.faults.append(f"only {len(files)} recordings were kept")


def _calls(sounds: Iterator[Samples], talk_s: int) -> Iterator[list[bool]]:
    """Each call's windows; calls were begun one after the other, and are recorded in that order."""
    for sound, at in zip(sounds, range(CALLS), strict=False):
        yield damaged_windows(sound, source_of(at, talk_s))


def _birth(name: str) -> tuple[int, int]:
    """When and as which channel the exchange began it: epoch and serial are last in its name."""
    epoch, serial = name.removesuffix("-rx.wav").rsplit("-", 1)[-1].split(".")
    return int(epoch), int(serial)
