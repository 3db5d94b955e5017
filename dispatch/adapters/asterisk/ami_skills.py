"""Sends a caller on to one who has a skill: the port SkillControl over AMI."""

from dispatch.adapters.asterisk.ami_link import AsteriskLink
from dispatch.adapters.asterisk.dialplan.plan import FIRST_SEAT_PHONE
from dispatch.adapters.asterisk.dialplan.skill_conf import SEND_ON, SKILL
from dispatch.ports.call_control import ExchangeRefused


class AsteriskSkills:
    """Orders to one exchange; each is tried once."""

    def __init__(self, link: AsteriskLink) -> None:
        self._link = link

    async def send_on(self, call_unique_id: str, sender: int, skill: str) -> None:
        """Take the caller out of the talk at one seat and ring those who have the skill."""
        channels = await self._link.acting().ask_list("Status")
        caller = next((one for one in channels if one.get("Uniqueid") == call_unique_id), None)
        if caller is None or not caller.get("BridgeID"):
            raise ExchangeRefused(exchange=self._link.exchange, action="Redirect")
        channel, phone = caller["Channel"], str(FIRST_SEAT_PHONE + sender)
        for name, value in (("SENDER", phone), (SKILL, skill)):
            await self._order("Setvar", Channel=channel, Variable=name, Value=value)
        await self._order("Redirect", Channel=channel, Context=SEND_ON, Exten="s", Priority="1")

    async def _order(self, action: str, **fields: str) -> None:
        answer = await self._link.acting().ask(action, **fields)
        if answer.get("Response") != "Success":
            raise ExchangeRefused(exchange=self._link.exchange, action=action)
