"""Reads and writes an exchange's own lists (astdb): the port ExchangeMemory over AMI."""

from dispatch.adapters.asterisk.ami_link import AsteriskLink
from dispatch.domain.exchange_lists import (
    LEADER,
    LOCK,
    PRIORITY,
    REPEAT,
    SKILL,
    SURGE,
    THROUGH,
    TRAINEE,
    WORKER,
    Difference,
    Lists,
)
from dispatch.ports.call_control import ExchangeRefused

FAMILIES = (PRIORITY, LOCK, REPEAT, LEADER, THROUGH, SURGE, SKILL, TRAINEE, WORKER)


class AsteriskMemory:
    """The lists of one exchange; each order is tried once."""

    def __init__(self, link: AsteriskLink) -> None:
        self._link = link

    async def read(self) -> Lists:
        """Give every list that it holds."""
        return {family: await self.read_family(family) for family in FAMILIES}

    async def change(self, difference: Difference) -> None:
        """Put and remove entries; one that is gone already is no fault."""
        connection = self._link.acting()
        for family, key, value in difference.put:
            answer = await connection.ask("DBPut", Family=family, Key=key, Val=value)
            if answer.get("Response") != "Success":
                raise ExchangeRefused(exchange=self._link.exchange, action="DBPut")
        for family, key in difference.remove:
            await connection.ask("DBDel", Family=family, Key=key)

    async def read_family(self, family: str) -> dict[str, str]:
        """Give one list."""
        found = await self._link.acting().ask_list("DBGetTree", Family=family)
        prefix = f"/{family}/"
        return {
            event["Key"].removeprefix(prefix): event.get("Val", "")
            for event in found
            if event.get("Key", "").startswith(prefix)
        }
