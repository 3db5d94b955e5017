"""Prompts at one exchange: rings who speaks one, keeps its files, fetches what was spoken."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from dispatch.adapters.asterisk.ami_link import AsteriskLink
from dispatch.adapters.asterisk.dialplan.plan import FIRST_SEAT_PHONE
from dispatch.adapters.asterisk.dialplan.prompt_take_conf import FAMILY, FOLDER, PROMPT_TAKE
from dispatch.adapters.asterisk.prompt_folder import PromptFolder
from dispatch.domain.prompt import RECORDED_WITHIN_S, PromptTake
from dispatch.ports.call_control import ExchangeRefused
from dispatch.ports.prompts import SpokenTake

SHOWN_AT_THE_PHONE = "PROMPT"
SEAT_RINGS_FOR_S = 20
# The law of the files: Debian's Asterisk (see [seat-leg]) drops half of what it must translate
# after another sound, such as the replay after the beep.
SAME_LAW = 'PJSIP_MEDIA_OFFER(audio)="!all,alaw"'


class AsteriskPromptPhone:
    """See `dispatch.ports.prompts`; each order is tried once."""

    def __init__(self, link: AsteriskLink) -> None:
        self._link = link

    @property
    def acts(self) -> bool:
        """Whether the exchange can be asked now."""
        return self._link.acts

    async def record(self, take: PromptTake) -> None:
        """Ring the seat's phone; ExchangeAway, ExchangeRefused."""
        answer = await self._link.acting().ask(
            "Originate",
            ActionID=f"take-{take.id.hex}",
            Channel=f"PJSIP/{FIRST_SEAT_PHONE + take.seat}",
            Context=PROMPT_TAKE,
            Exten="s",
            Priority="1",
            Timeout=str(SEAT_RINGS_FOR_S * 1000),
            CallerID=SHOWN_AT_THE_PHONE,
            Async="true",
            Variable=f"TAKE={take.id.hex},{SAME_LAW}",
        )
        if answer.get("Response") != "Success":
            raise ExchangeRefused(exchange=self._link.exchange, action="Originate")


class AsteriskPromptShelf:
    """See `dispatch.ports.prompts`; where the exchange is on another machine it holds nothing.

    Args:
        link: To the exchange.
        home: Its folder.
        now: The clock, to throw away what nobody kept.
    """

    def __init__(self, link: AsteriskLink, home: Path, now: Callable[[], datetime]) -> None:
        self._link = link
        self._folder = PromptFolder(home)
        self._takes = home / FOLDER
        self._now = now

    async def put(self, files: Mapping[str, bytes]) -> Sequence[str]:
        """Write what differs, each file whole or not at all, and give the keys of it."""
        if not self._folder.is_here:
            return ()
        return await asyncio.to_thread(self._folder.write, files)

    async def list_kept(self) -> Sequence[SpokenTake]:
        """Give what was spoken and kept; ExchangeAway."""
        kept = [_hex_of(event) for event in await self._kept()]
        found = [SpokenTake(UUID(one), data) for one in kept if (data := self._read(one))]
        self._throw_away(kept)
        return found

    async def forget(self, take_id: UUID) -> None:
        """Keep a take no longer; ExchangeAway."""
        await self._link.acting().ask("DBDel", Family=FAMILY, Key=take_id.hex)
        self._place(take_id.hex).unlink(missing_ok=True)

    async def _kept(self) -> Sequence[Mapping[str, str]]:
        found = await self._link.acting().ask_list("DBGetTree", Family=FAMILY)
        return [event for event in found if _is_take(_hex_of(event))]

    def _read(self, name: str) -> bytes | None:
        try:
            return self._place(name).read_bytes()
        except OSError:
            return None

    def _place(self, name: str) -> Path:
        return self._takes / f"{name}.alaw"

    def _throw_away(self, kept: Sequence[str]) -> None:
        """Remove what was spoken long ago and not kept."""
        before = (self._now() - timedelta(seconds=RECORDED_WITHIN_S)).timestamp()
        for path in self._takes.glob("*.alaw"):
            if path.stem not in kept and path.stat().st_mtime < before:
                path.unlink(missing_ok=True)


def _hex_of(event: Mapping[str, str]) -> str:
    return event.get("Key", "").removeprefix(f"/{FAMILY}/")


def _is_take(name: str) -> bool:
    return len(name) == 32 and set(name) <= set("0123456789abcdef")
