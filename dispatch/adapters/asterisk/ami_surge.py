"""Tells an exchange of a surge: the port SurgeControl over AMI."""

import asyncio
from collections.abc import Iterable

from dispatch.adapters.asterisk.ami_fields import Fields
from dispatch.adapters.asterisk.ami_link import AsteriskLink
from dispatch.adapters.asterisk.dialplan.overflow_conf import CALLERS, SURGING
from dispatch.adapters.asterisk.dialplan.surge_conf import BEGINS
from dispatch.domain.exchange_lists import SURGE, SURGE_NOW
from dispatch.domain.surge import Surge
from dispatch.ports.call_control import ExchangeRefused

LOOKS, LOOK_EVERY_S = 50, 0.02
# Where a caller is between his old place and his new one.
ON_THE_WAY = frozenset({BEGINS, "seats", SURGING})


class AsteriskSurge:
    """The surge of one exchange; each order is tried once."""

    def __init__(self, link: AsteriskLink) -> None:
        self._link = link

    async def begin(self, surge: Surge) -> None:
        """Put it to the exchange's memory, then let who waits wait anew, in the same order."""
        connection = self._link.acting()
        if await self._knows(surge):
            return
        put = await connection.ask("DBPut", Family=SURGE, Key=SURGE_NOW, Val=surge.entry)
        if put.get("Response") != "Success":
            raise ExchangeRefused(exchange=self._link.exchange, action="DBPut")
        waiting = _in_order(await connection.ask_list("QueueStatus"))
        shown = await connection.ask_list("Status")
        channels = {one.get("Channel", ""): one for one in shown}
        for channel in waiting:
            if _waits(channels.get(channel, {})):
                # One that is gone or was answered meanwhile is no fault.
                await connection.ask(
                    "Redirect", Channel=channel, Context=CALLERS, Exten=BEGINS, Priority="1"
                )
                await self._joins_again(channel)

    async def stop(self) -> None:
        """Take it out of the exchange's memory; one that is gone already is no fault."""
        await self._link.acting().ask("DBDel", Family=SURGE, Key=SURGE_NOW)

    async def _joins_again(self, channel: str) -> None:
        """Wait, not for long, until he stands in a queue again: the next one stands behind him."""
        for _ in range(LOOKS):
            shown = await self._link.acting().ask_list("CoreShowChannels")
            own = next((one for one in shown if one.get("Channel") == channel), {})
            if own.get("Exten") not in ON_THE_WAY and own.get("Application") in {"Queue", None}:
                return
            await asyncio.sleep(LOOK_EVERY_S)

    async def _knows(self, surge: Surge) -> bool:
        held = await self._link.acting().ask_list("DBGetTree", Family=SURGE)
        return any(one.get("Val") == surge.entry for one in held)


def _in_order(events: Iterable[Fields]) -> list[str]:
    """Give the waiting channels, those of each queue by their place in it."""
    entries = [one for one in events if one.get("Event") == "QueueEntry"]
    entries.sort(key=lambda one: (one.get("Queue", ""), int(one.get("Position", "0") or 0)))
    return [one["Channel"] for one in entries]


def _waits(channel: Fields) -> bool:
    return channel.get("Context") == CALLERS and not channel.get("BridgeID")
