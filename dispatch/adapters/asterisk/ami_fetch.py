"""Asks an exchange to bring one waiting caller to a seat: the port FetchControl over AMI."""

from dispatch.adapters.asterisk.ami_fields import Fields
from dispatch.adapters.asterisk.ami_link import AsteriskLink
from dispatch.adapters.asterisk.dialplan.fetch_conf import FETCH, FETCHER
from dispatch.adapters.asterisk.dialplan.overflow_conf import CALLERS
from dispatch.adapters.asterisk.dialplan.plan import FIRST_SEAT_PHONE
from dispatch.ports.call_control import ExchangeRefused


class AsteriskFetch:
    """Fetches from one exchange; each order is tried once."""

    def __init__(self, link: AsteriskLink) -> None:
        self._link = link

    async def fetch(self, call_unique_id: str, seat: int) -> None:
        """Take the caller out of the queue and ring one seat with him, which answers by itself."""
        phone = str(FIRST_SEAT_PHONE + seat)
        connection = self._link.acting()
        channels = await connection.ask_list("Status", Variables=FETCHER)
        caller = next((one for one in channels if one.get("Uniqueid") == call_unique_id), None)
        if caller is None:
            raise ExchangeRefused(action="Redirect")
        if _is_fetched_by(phone, caller):
            return
        if caller.get("Context") != CALLERS or caller.get("BridgeID"):
            raise ExchangeRefused(action="Redirect")
        channel = caller["Channel"]
        await self._order("Setvar", Channel=channel, Variable=FETCHER, Value=phone)
        await self._order("Redirect", Channel=channel, Context=FETCH, Exten="s", Priority="1")

    async def _order(self, action: str, **fields: str) -> None:
        answer = await self._link.acting().ask(action, **fields)
        if answer.get("Response") != "Success":
            raise ExchangeRefused(exchange=self._link.exchange, action=action)


def _is_fetched_by(phone: str, caller: Fields) -> bool:
    """Tell whether this seat's own order was obeyed already: asked twice, it is done once."""
    told = f"{FETCHER}={phone}" in caller.get("Variable", "").split("\n")
    return told and caller.get("Context") == FETCH
