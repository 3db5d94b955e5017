"""Tells an exchange of a surge: the port SurgeControl over AMI."""

from collections.abc import Iterable

from dispatch.adapters.asterisk.ami_fields import Fields
from dispatch.adapters.asterisk.ami_link import AsteriskLink
from dispatch.adapters.asterisk.dialplan.overflow_conf import CALLERS
from dispatch.adapters.asterisk.dialplan.surge_conf import BEGINS
from dispatch.domain.exchange_lists import SURGE, SURGE_NOW
from dispatch.domain.surge import Surge
from dispatch.ports.call_control import ExchangeRefused


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

    async def stop(self) -> None:
        """Take it out of the exchange's memory; one that is gone already is no fault."""
        await self._link.acting().ask("DBDel", Family=SURGE, Key=SURGE_NOW)

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
