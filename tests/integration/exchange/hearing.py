"""A talk with a leader beside it, in which each party says a tone of its own.

A tone is found in what a phone received by its correlation with the sine and cosine of its pitch:
the level says what part of the tone, as it was said, arrived. Windows hold whole periods of every
tone, so that a tone which is not there gives 0, however loud the others are.
"""

import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

import numpy as np

from dispatch.adapters.asterisk.ami_supervision import AsteriskSupervision
from dispatch.domain.signal import CallOffered, CallTakenOver, SupervisionEnded, SupervisionHeard
from dispatch.domain.supervision import Mode, Party
from dispatch.ports.supervision_control import SupervisionOrder
from dispatch.simulator.phone.g711 import RATE_HZ, Samples, decode_alaw, encode_alaw
from dispatch.simulator.phone.leg import Leg, LegState
from dispatch.simulator.phone.phone import Identity, Phone
from tests.integration.exchange.running import Ear, RunningExchange, answer, listening, until

PITCH_HZ = {Party.CALLER: 420, Party.SEAT: 740, Party.LEADER: 1180}
SAID = 6000
WINDOW = RATE_HZ // 2
FULL, NOTHING = 0.5, 0.02
LEADER_SEAT = 2
NOWHERE: Mapping[Party, int] = {}
WANTED = "DISPATCH120_EVIDENCE"
HEAD = """# Who hears whom

What part of a speaker's tone was in the sound that each telephone received, on a real exchange;
1 is as loud as it was said, 0 is nothing. Above 0.5 counts as heard, below 0.02 as not heard.
Written by

```sh
DISPATCH120_EVIDENCE=1 .venv/bin/python -m pytest tests/integration/exchange/test_who_hears_whom.py
```
"""
ROOMS = """## Rooms: consultation, three-way talk, conference

The caller waits outside during a consultation; a dash is a party that is not there. By
`tests/integration/exchange/test_rooms.py`.
"""
Levels = Mapping[Party, Mapping[Party, float]]


def tone(pitch_hz: int) -> bytes:
    """One second of a tone; said again and again it has no seam."""
    times_s = np.arange(RATE_HZ) / RATE_HZ
    return encode_alaw((SAID * np.sin(2 * np.pi * pitch_hz * times_s)).astype(np.int16))


def level(pitch_hz: int, sound: Samples) -> float:
    """What part of a tone is in a sound; 1 is as loud as it was said."""
    turning = np.exp(-2j * np.pi * pitch_hz * np.arange(len(sound)) / RATE_HZ)
    return float(2 * np.abs(np.mean(sound * turning)) / SAID) if len(sound) else 0.0


def levels(sound: Samples, *, listener: Party) -> dict[Party, float]:
    """How loud the others are in what one party received."""
    return {party: level(hz, sound) for party, hz in PITCH_HZ.items() if party is not listener}


@dataclass
class Talk:
    """A caller and a seat that talk, and the leader's phone."""

    ear: Ear
    control: AsteriskSupervision
    call_unique_id: str
    recording: str
    legs: dict[Party, Leg]
    seat_phone: Phone
    leader_phone: Phone
    supervision_id: UUID
    packets_from: Mapping[Party, int]

    async def join(self, mode: Mode) -> Leg:
        """Bring the leader onto the talk; his phone answers by itself."""
        await self.order(mode)
        leg = await self.leader_phone.next_call()
        assert "answer-after=0" in leg.invite.first("call-info")
        leg.media.first_number = self.packets_from.get(Party.LEADER, leg.media.first_number)
        await answer(leg)
        leg.media.say(tone(PITCH_HZ[Party.LEADER]), again=True)
        self.legs[Party.LEADER] = leg
        await self.is_heard(mode)
        return leg

    async def order(self, mode: Mode) -> None:
        """Ask the exchange to call the leader's phone."""
        order = SupervisionOrder(self.supervision_id, self.call_unique_id, LEADER_SEAT, mode, 1)
        await self.control.begin_supervision(order)

    async def change(self, mode: Mode) -> None:
        """Let the leader take part in another mode."""
        told = len(self._told())
        await self.control.change_supervision(self.supervision_id, mode)
        await until(lambda: len(self._told()) > told)
        await self.is_heard(mode)

    async def is_heard(self, mode: Mode) -> SupervisionHeard:
        """Wait until the exchange tells a mode; a seat from which was taken is then free."""
        heard = await self.ear.wait_for(
            SupervisionHeard, supervision_id=self.supervision_id, mode=mode
        )
        if mode is Mode.TAKE_OVER:
            await self.ear.wait_for(CallTakenOver)
            await self.legs[Party.SEAT].wait_for(LegState.ENDED)
        return heard

    def _told(self) -> list[SupervisionHeard]:
        return [one for one in self.ear.heard if isinstance(one, SupervisionHeard)]

    async def is_over(self) -> SupervisionEnded:
        """Wait until the exchange tells that the leader is off."""
        return await self.ear.wait_for(SupervisionEnded, supervision_id=self.supervision_id)

    async def measure(self) -> Levels:
        """How loud each hears the others in the next half second that all have heard."""
        alive = {p: leg for p, leg in self.legs.items() if leg.state is LegState.TALKING}
        begun = {party: len(leg.media.heard) for party, leg in alive.items()}
        await until(
            lambda: all(
                len(leg.media.heard) > begun[party] + 2 * WINDOW for party, leg in alive.items()
            )
        )
        return {
            party: levels(decode_alaw(alive[party].media.heard[-WINDOW:]), listener=party)
            if party in alive
            else dict.fromkeys(set(Party) - {party}, 0.0)
            for party in Party
        }


@asynccontextmanager
async def talking(
    exchange: RunningExchange, *, packets_from: Mapping[Party, int] = NOWHERE
) -> AsyncIterator[Talk]:
    """A talk of a caller with seat 1; the phone of seat 2 is the leader's.

    Args:
        exchange: Where.
        packets_from: From what number a party counts its packets; else from a random one.
    """
    async with listening(exchange) as ear:
        seat = await exchange.seat("8001")
        caller = exchange.caller().call("120", Identity("13800138000"))
        caller.media.first_number = packets_from.get(Party.CALLER, caller.media.first_number)
        caller.media.say(tone(PITCH_HZ[Party.CALLER]), again=True)
        leg = await seat.next_call()
        leg.media.first_number = packets_from.get(Party.SEAT, leg.media.first_number)
        await answer(leg)
        leg.media.say(tone(PITCH_HZ[Party.SEAT]), again=True)
        leader = await exchange.seat(f"{8000 + LEADER_SEAT}")
        call = await ear.wait_for(CallOffered)
        control = AsteriskSupervision(ear.link)
        legs = {Party.CALLER: caller, Party.SEAT: leg}
        named = call.call_unique_id, call.recording
        yield Talk(ear, control, *named, legs, seat, leader, uuid4(), packets_from)


def table_of_rooms(rows: Mapping[str, Mapping[str, Mapping[str, float]]], file: Path) -> None:
    """Print how loud each hears the others in each kind of room; keep it where it is wanted."""
    names = ("caller", "seat", "receiver", "other")
    pairs = [(one, other) for one in names for other in names if one != other]
    lines = ["| who hears whom | " + " | ".join(rows) + " |", "|---" * (len(rows) + 1) + "|"]
    for one, other in pairs:
        cells = (row.get(one, {}).get(other) for row in rows.values())
        shown = " | ".join("–" if loud is None else f"{loud:.3f}" for loud in cells)
        lines.append(f"| {one} hears {other} | {shown} |")
    table = "\n".join(lines)
    print(f"\n{table}")
    if os.environ.get(WANTED) == "1":
        before = file.read_text(encoding="utf-8").partition(ROOMS)[0].rstrip()
        file.write_text(f"{before}\n\n{ROOMS}\n{table}\n", encoding="utf-8")


def longest_silence_ms(alaw: bytes, pitch_hz: int) -> int:
    """The longest time for which a tone is missing in what was heard, by windows of 20 ms."""
    sound, packet = decode_alaw(alaw), RATE_HZ // 50
    longest = now = 0
    for start in range(0, len(sound) - packet + 1, packet):
        now = 0 if level(pitch_hz, sound[start : start + packet]) > FULL else now + 20
        longest = max(longest, now)
    return longest


def table_of(measured: Mapping[Mode | None, Levels], file: Path) -> None:
    """Print how loud each hears the others as a table; keep it where evidence is wanted."""
    pairs = [(one, other) for one in Party for other in Party if one is not other]
    head = " | ".join(f"{one} hears {other}" for one, other in pairs)
    lines = [f"| mode | {head} |", "|---" * (len(pairs) + 1) + "|"]
    for mode, row in measured.items():
        cells = " | ".join(f"{row[one][other]:.3f}" for one, other in pairs)
        lines.append(f"| {mode or 'talk'} | {cells} |")
    table = "\n".join(lines)
    print(f"\n{table}")
    if os.environ.get(WANTED) == "1":
        _, found, rooms = file.read_text(encoding="utf-8").partition(ROOMS)
        file.write_text(f"{HEAD}\n{table}\n\n{found}{rooms}", encoding="utf-8")
