"""Prompts on the real exchange: switched while it runs, spoken into a phone, numbers as said."""

from dataclasses import replace

import pytest

from dispatch.adapters.asterisk.ami_link import AsteriskLink
from dispatch.adapters.asterisk.ami_prompts import AsteriskPromptPhone, AsteriskPromptShelf
from dispatch.adapters.asterisk.dialplan.steps import extension
from dispatch.adapters.asterisk.node import PROMPTS
from dispatch.adapters.asterisk.prompt_folder import read_built_in
from dispatch.adapters.clock import SystemClock
from dispatch.adapters.prompt_audio import SoundfilePromptAudio
from dispatch.domain.ids import uuid7
from dispatch.domain.prompt import FLOOR, PromptChoice, PromptTake
from dispatch.domain.spoken import say_number
from dispatch.ports.commands import Json, UseCase
from dispatch.simulator.phone.g711 import RATE_HZ, decode_alaw
from dispatch.simulator.phone.leg import Leg, LegState
from dispatch.simulator.phone.phone import Identity, Phone
from dispatch.simulator.phone.rtp import PACKET_BYTES
from dispatch.simulator.voices import load_voice
from dispatch.workers.prompts import PromptsWorker
from tests.integration.exchange.running import (
    RunningExchange,
    answer,
    begin_s,
    heard,
    listening,
    until,
    until_heard,
)
from tests.unit.memory_prompts import MemoryPrompts
from tests.unit.memory_transaction import MemoryTransaction

OLD = (PROMPTS / "welcome.alaw").read_bytes()
NEW = load_voice("seat")[: 3 * RATE_HZ]
SPOKEN = load_voice("crash")[: 2 * RATE_HZ]
CALLER = Identity("13800138001")
NOW = SystemClock().now()


class NoNews:
    """A log of events in which nothing happens."""

    last = 0


class MemoryCommands:
    """See `dispatch.ports.commands`; every key is new."""

    def __init__(self, prompts: MemoryPrompts) -> None:
        self.tx = MemoryTransaction()
        self.tx.prompts = prompts

    async def run(self, _keyed: object, _origin: object, use_case: UseCase) -> Json:
        return await use_case(self.tx)


def worker(exchange: RunningExchange, link: AsteriskLink, prompts: MemoryPrompts) -> PromptsWorker:
    """The worker of a server on the exchange's machine."""
    shelf = AsteriskPromptShelf(link, exchange.node.home, SystemClock().now)
    return PromptsWorker(
        {"node1": shelf},
        queries=prompts,
        commands=MemoryCommands(prompts),
        audio=SoundfilePromptAudio(),
        built_in=read_built_in(),
        log_of_events=NoNews(),  # type: ignore[arg-type]
    )


def choose(prompts: MemoryPrompts, key: str, audio: bytes) -> None:
    """Put audio in use as the administrator does."""
    prompts.audio[key] = audio
    choice = PromptChoice(key, FLOOR, uuid7(NOW, bytes(10)), key, "9001", NOW)
    prompts.choices[key, FLOOR] = choice


@pytest.mark.mission("B58", "B5")
async def test_a_prompt_is_switched_without_a_restart_and_one_that_plays_is_heard_to_its_end(
    exchange: RunningExchange,
):
    await exchange.seat("8001")
    prompts = MemoryPrompts()
    async with listening(exchange) as ear:
        keeps = worker(exchange, ear.link, prompts)
        await keeps.look()
        caller = exchange.caller().call("120", CALLER)
        await until_heard(OLD[: 2 * RATE_HZ], caller)
        choose(prompts, "welcome", NEW)
        await keeps.look()
        await until_heard(OLD[4 * RATE_HZ :], caller)
        later = exchange.caller().call("120", CALLER)
        await until_heard(NEW, later)
    assert begin_s(OLD[4 * RATE_HZ :], decode_alaw(caller.media.heard)) == pytest.approx(
        begin_s(OLD[: 2 * RATE_HZ], decode_alaw(caller.media.heard)) + 4, abs=0.2
    )
    assert caller.state is LegState.TALKING
    assert exchange.process is not None
    assert exchange.process.poll() is None


async def test_what_was_damaged_while_every_server_was_away_is_mended_by_the_next_look(
    exchange: RunningExchange,
):
    await exchange.seat("8001")
    prompts = MemoryPrompts()
    choose(prompts, "welcome", NEW)
    (exchange.node.home / "sounds/welcome.alaw").write_bytes(b"\xd5" * RATE_HZ)
    async with listening(exchange) as ear:
        await worker(exchange, ear.link, prompts).look()
        caller = exchange.caller().call("120", CALLER)
        await until_heard(NEW, caller)


async def test_an_exchange_that_is_started_anew_plays_what_was_chosen(exchange: RunningExchange):
    await exchange.kill()
    chosen = replace(exchange.node, prompts={**exchange.node.prompts, "welcome": NEW})
    exchange.node = chosen
    await exchange.start()
    await exchange.seat("8001")
    await until_heard(NEW, exchange.caller().call("120", CALLER))


@pytest.mark.mission("B7", "B17")
@pytest.mark.parametrize("number", [7, 12, 20, 99])
async def test_the_exchange_says_numbers_in_the_row_of_the_domain(
    exchange: RunningExchange, number: int
):
    steps = ("Answer()", "Set(CHANNEL(language)=zh)", f"SayNumber({number})", "Wait(30)")
    with (exchange.node.places.etc / "extensions.conf").open("a") as file:
        file.write("\n".join(["", "[from-trunk](+)", *extension("999", *steps), ""]))
    exchange.node.ask("dialplan reload")
    caller = exchange.caller().call("999", CALLER)
    for key in say_number(number, FLOOR):
        await until_heard((PROMPTS / f"{key}.alaw").read_bytes(), caller)
    begins = [said_at(key, caller) for key in say_number(number, FLOOR)]
    assert begins == sorted(begins)


def said_at(key: str, leg: Leg) -> float:
    """When a phone heard a prompt, seconds."""
    return begin_s((PROMPTS / f"{key}.alaw").read_bytes(), decode_alaw(leg.media.heard))


@pytest.mark.mission("B58")
async def test_a_prompt_is_spoken_into_a_phone_heard_and_kept(exchange: RunningExchange):
    take = PromptTake(uuid7(NOW, b"0123456789"), "welcome", FLOOR, 1, "9001", NOW)
    seat, prompts = await exchange.seat("8001"), MemoryPrompts()
    prompts.takes[take.id] = take
    async with listening(exchange) as ear:
        leg = await rung(exchange, ear.link, seat, take)
        await speak(leg)
        leg.media.press("1")
        await leg.wait_for(LegState.ENDED, timeout_s=30)
        keeps = worker(exchange, ear.link, prompts)
        await until_kept(keeps, prompts)
        await keeps.look()
    (version,) = prompts.versions.values()
    assert (version.key, version.source, version.made_by) == ("welcome", "recorded", "9001")
    assert 1000 < version.duration_ms < 6000
    assert -18.5 < version.level_db < -15.5
    assert heard(SPOKEN, decode_alaw(prompts.audio[version.sha256])) > 0.9
    assert not list((exchange.node.home / "spool/takes").iterdir())


async def test_who_hangs_up_before_he_keeps_it_leaves_nothing_to_fetch(exchange: RunningExchange):
    take = PromptTake(uuid7(NOW, b"0123456789"), "welcome", FLOOR, 1, "9001", NOW)
    seat = await exchange.seat("8001")
    async with listening(exchange) as ear:
        leg = await rung(exchange, ear.link, seat, take)
        await speak(leg)
        await leg.hang_up()
        shelf = AsteriskPromptShelf(ear.link, exchange.node.home, SystemClock().now)
        assert await shelf.list_kept() == []


async def rung(exchange: RunningExchange, link: AsteriskLink, seat: Phone, take: PromptTake) -> Leg:
    """The seat's phone, rung for a prompt and answered."""
    await AsteriskPromptPhone(link).record(take)
    leg = await seat.next_call()
    await answer(leg)
    return leg


async def speak(leg: Leg) -> None:
    """Speak after the beep, press #, hear it."""
    beep = (PROMPTS / "beep.alaw").read_bytes()[: 2 * RATE_HZ // 5]
    await until_heard(beep, leg)
    leg.media.say(SPOKEN)
    end = leg.media.sent + len(SPOKEN) // PACKET_BYTES
    await until(lambda: leg.media.sent > end)
    leg.media.press("#")
    await until_heard(SPOKEN, leg)


async def until_kept(keeps: PromptsWorker, prompts: MemoryPrompts) -> None:
    async def look() -> bool:
        await keeps.look()
        return bool(prompts.versions)

    for _ in range(50):
        if await look():
            return
    raise TimeoutError
