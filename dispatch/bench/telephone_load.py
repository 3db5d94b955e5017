"""Ever more callers a second: how long until a telephone rings, and what is lost on the way.

Measured are our dialplan with the ears of two servers, and beside it the same Asterisk with a
dialplan of four lines that answers, records and dials one telephone. No database takes part.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from random import Random

import soundfile

from dispatch.adapters.asterisk.ami_link import AsteriskLink
from dispatch.adapters.asterisk.node import ExchangeNode
from dispatch.adapters.clock import SystemClock
from dispatch.bench.exchange import LoadedExchange, running_exchange
from dispatch.bench.generator import Lateness, watched_loop
from dispatch.bench.progress import Tell
from dispatch.bench.result import Measurement, Peer, percentile, spread
from dispatch.domain.signal import CallEnded, CallOffered
from dispatch.simulator.phone.g711 import RATE_HZ
from dispatch.simulator.phone.leg import Leg, LegState
from dispatch.simulator.phone.message import user_of
from dispatch.simulator.phone.phone import Identity, Phone
from dispatch.simulator.phone.wire import NoAnswer
from dispatch.simulator.voices import load_voice

NAME = "telephone-load"
SEATS = 16
# The queue of ours hands out one caller at a time, and the next looks once a second whether it is
# his turn: beyond a few calls a second a queue grows.
RATES_PER_S = (1.0, 2.0, 3.0)
STEP_S, STEP_IF_LONG_S = 18, 120
THINKS_S = (0.2, 1.0)
TALK_S = 1.5
GIVE_UP_S = 60.0
SETTLE_S = 3.0
FIRST_NUMBER = 13_000_000_000


def measure(tell: Tell, *, long: bool) -> Measurement:
    """Run both, one after the other."""
    return asyncio.run(_measure(tell, STEP_IF_LONG_S if long else STEP_S))


async def _measure(tell: Tell, step_s: int) -> Measurement:
    tell(f"{NAME}: the bare exchange")
    bare = await _run_round(tell, step_s, bare=True)
    tell(f"{NAME}: ours, two servers listening")
    ours = await _run_round(tell, step_s, bare=False)
    p50, p99 = percentile(bare.ring_ms, 50), percentile(bare.ring_ms, 99)
    return Measurement(
        NAME,
        ours.ring_ms,
        max(ours.lateness.worst_ms, bare.lateness.worst_ms),
        [*ours.faults, *(f"bare: {fault}" for fault in bare.faults)],
        {"rates_per_s": RATES_PER_S, "seats": SEATS, "ours": ours.figures, "bare": bare.figures},
        Peer("Asterisk, four-line dialplan", p50 or 0.0, p99 or 0.0),
    )


@dataclass(slots=True)
class Round:
    """What was seen at one exchange; a call that was lost counts as GIVE_UP_S in `ring_ms`."""

    bare: bool
    lateness: Lateness = field(default_factory=Lateness)
    calls: int = 0
    ring_ms: list[float] = field(default_factory=list)
    answer_ms: list[float] = field(default_factory=list)
    by_rate: dict[float, list[float]] = field(default_factory=dict)
    lost: int = 0
    deaf: int = 0
    heard_packets: int = 0
    lost_packets: int = 0
    recordings: int = 0
    damaged: int = 0
    told: int = 0

    def lose(self) -> None:
        """A call came to nobody, or broke."""
        self.lost += 1
        self.ring_ms.append(GIVE_UP_S * 1000)

    def keep(self, rate: float, answer_s: float, ring_s: float, legs: Sequence[Leg]) -> None:
        """A call was answered and talked to its end."""
        self.answer_ms.append(answer_s * 1000)
        self.ring_ms.append(ring_s * 1000)
        self.by_rate.setdefault(rate, []).append(ring_s * 1000)
        for leg in legs:
            self.heard_packets += leg.media.count.came
            self.lost_packets += leg.media.count.lost

    @property
    def faults(self) -> list[str]:
        """What makes the figures worth nothing."""
        return [] if self.calls else ["no call was made"]

    @property
    def figures(self) -> dict[str, object]:
        """Say it for the detail."""
        came = self.heard_packets + self.lost_packets
        return {
            "calls": self.calls,
            "answered": self.calls - self.lost,
            "lost": self.lost,
            "hang_ups_not_answered": self.deaf,
            "post_dial_delay": spread(self.answer_ms),
            "ring_delay": spread(self.ring_ms),
            "ring_delay_by_rate": {
                f"{rate}/s": spread(ring_ms) for rate, ring_ms in self.by_rate.items()
            },
            "rtp_packets": came,
            "rtp_lost_percent": round(100 * self.lost_packets / came, 3) if came else None,
            "recordings": self.recordings,
            "recordings_damaged": self.damaged,
            "calls_told_to_both_servers": None if self.bare else self.told,
        }


async def _run_round(tell: Tell, step_s: int, *, bare: bool) -> Round:
    seen = Round(bare)
    async with running_exchange(seats=SEATS, bare=bare) as exchange, _ears(exchange, seen):
        desks = Desks(exchange.seats)
        async with watched_loop(seen.lateness), desks.working():
            await _ramp(tell, step_s, exchange, desks, seen)
        await asyncio.sleep(SETTLE_S)
        _look_at_recordings(exchange.node, seen)
    return seen


async def _ramp(
    tell: Tell, step_s: int, exchange: LoadedExchange, desks: "Desks", seen: Round
) -> None:
    """Begin calls at an exact pace; none waits for another."""
    loop = asyncio.get_running_loop()
    due_at, tasks = loop.time(), []
    for rate in RATES_PER_S:
        tell(f"{NAME}: {rate} calls a second")
        for _ in range(int(rate * step_s)):
            await asyncio.sleep(max(0.0, due_at - loop.time()))
            tasks.append(asyncio.create_task(_call(exchange, desks, seen, rate)))
            due_at += 1 / rate
    await asyncio.gather(*tasks)


async def _call(exchange: LoadedExchange, desks: "Desks", seen: Round, rate: float) -> None:
    number, seat = FIRST_NUMBER + seen.calls, exchange.node.plan.seats[seen.calls % SEATS]
    seen.calls += 1
    loop = asyncio.get_running_loop()
    begun_at = loop.time()
    caller = exchange.carrier.call(seat.phone if seen.bare else "120", Identity(str(number)))
    try:
        async with asyncio.timeout(GIVE_UP_S):
            await caller.wait_for(LegState.TALKING, timeout_s=GIVE_UP_S)
            answered_at = loop.time()
            caller.media.say(load_voice("seat"), again=True)
            rang_at = await desks.taken(str(number))
    except TimeoutError:
        seen.lose()
        caller.vanish()
        return
    await asyncio.sleep(TALK_S)
    leg = desks.talking(str(number))
    if leg is None or caller.state is not LegState.TALKING:
        seen.lose()
    else:
        seen.keep(rate, answered_at - begun_at, rang_at - begun_at, (caller, leg))
    try:
        await caller.hang_up()
    except NoAnswer:
        seen.deaf += 1


class Desks:
    """Telephones at which people sit: who is free answers after a moment, the fastest first."""

    def __init__(self, phones: Sequence[Phone]) -> None:
        self._phones = phones
        self._rang_at: dict[str, float] = {}
        self._taken: dict[str, list[Leg]] = {}
        self._chance = Random(FIRST_NUMBER)  # noqa: S311 - nothing secret
        self._news = asyncio.Condition()

    @asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        """Answer until the block ends."""
        tasks = [asyncio.create_task(self._work(phone)) for phone in self._phones]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()

    async def taken(self, number: str) -> float:
        """Give when a caller's first ring came, once somebody took him."""
        async with self._news:
            await self._news.wait_for(lambda: number in self._taken)
        return self._rang_at[number]

    def talking(self, number: str) -> Leg | None:
        """Give the leg that talks to him; of two that answered at once one was turned away."""
        legs = self._taken[number]
        return next((leg for leg in legs if leg.state is LegState.TALKING), None)

    async def _work(self, phone: Phone) -> None:
        while True:
            leg = await phone.calls.get()
            number = user_of(leg.peer)
            self._rang_at.setdefault(number, asyncio.get_running_loop().time())
            if await self._rings_on(leg):
                leg.answer()
                await leg.wait_for(LegState.TALKING, LegState.ENDED)
            if leg.state is LegState.TALKING:
                await self._talk(leg, number)

    async def _rings_on(self, leg: Leg) -> bool:
        """Let a moment pass; tell whether nobody else was faster and the caller still waits."""
        try:
            await leg.wait_for(LegState.ENDED, timeout_s=self._chance.uniform(*THINKS_S))
        except TimeoutError:
            return True
        return False

    async def _talk(self, leg: Leg, number: str) -> None:
        leg.media.say(load_voice("crash"), again=True)
        self._taken.setdefault(number, []).append(leg)
        async with self._news:
            self._news.notify_all()
        await leg.wait_for(LegState.ENDED, timeout_s=GIVE_UP_S)


@asynccontextmanager
async def _ears(exchange: LoadedExchange, seen: Round) -> AsyncIterator[None]:
    """Let two servers listen, as always; each call must be told to both, from begin to end."""
    if seen.bare:
        yield
        return
    plan, links = exchange.node.plan, list[AsteriskLink]()
    async with AsyncExitStack() as stack:
        for _ in range(2):
            link = AsteriskLink(
                plan.name,
                ami_port=plan.listening.ami_port,
                secret=plan.ami_secret,
                now=SystemClock().now,
            )
            links.append(await stack.enter_async_context(link))
        heard: list[dict[str, set[str]]] = [{"begun": set(), "ended": set()} for _ in links]
        tasks = [asyncio.create_task(_hear(*one)) for one in zip(links, heard, strict=True)]
        yield
        for task in tasks:
            task.cancel()
        seen.told = len(set.intersection(*(calls for one in heard for calls in one.values())))


async def _hear(link: AsteriskLink, heard: dict[str, set[str]]) -> None:
    async for signal in link.listen():
        if isinstance(signal, CallOffered):
            heard["begun"].add(signal.call_unique_id)
        elif isinstance(signal, CallEnded):
            heard["ended"].add(signal.call_unique_id)


def _look_at_recordings(node: ExchangeNode, seen: Round) -> None:
    """Count what is whole: both sides, of one length, at least as long as the talk."""
    for mark in node.recordings.glob("*.done"):
        sides = [mark.with_name(f"{mark.stem}-{side}.wav") for side in ("rx", "tx")]
        frames = [soundfile.info(side).frames if side.exists() else 0 for side in sides]
        seen.recordings += 1
        if min(frames) < TALK_S * RATE_HZ or abs(frames[0] - frames[1]) > RATE_HZ // 10:
            seen.damaged += 1
