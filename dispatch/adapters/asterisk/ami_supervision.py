"""Brings a leader onto a talk: the port SupervisionControl over a link's acting connection.

A leader's leg is found by its own variable SUPERVISION, so that either server can act on it.
"""

from collections.abc import Sequence
from uuid import UUID

from dispatch.adapters.asterisk.ami_control import NORMAL_CLEARING
from dispatch.adapters.asterisk.ami_fields import Fields
from dispatch.adapters.asterisk.ami_link import AsteriskLink
from dispatch.adapters.asterisk.dialplan.plan import FIRST_SEAT_PHONE, find_seat
from dispatch.adapters.asterisk.dialplan.supervision_conf import BEGIN, GONE, SUPERVISION
from dispatch.adapters.asterisk.phone_names import phone_of_channel
from dispatch.domain.supervision import Mode
from dispatch.ports.call_control import ExchangeRefused
from dispatch.ports.supervision_control import SupervisionOrder

# How a telephone is told to answer at once; which of the two it heeds differs by its maker.
ANSWERS_BY_ITSELF = {
    "PJSIP_HEADER(add,Call-Info)": "<sip:dispatch>;answer-after=0",
    "PJSIP_HEADER(add,Alert-Info)": "<http://localhost>;info=alert-autoanswer",
}
VARIABLES = "SUPERVISION,CALLER_SPEAKS,CALLER_ID"


class AsteriskSupervision:
    """Orders to one exchange; each is tried once."""

    def __init__(self, link: AsteriskLink) -> None:
        self._link = link

    async def begin_supervision(self, order: SupervisionOrder) -> None:
        """Call the leader's phone and put it on the talk; a repeated order changes nothing."""
        channels = await self._channels()
        if _find_leader(channels, order.supervision_id) is not None:
            return
        caller, leg = _find_talk(channels, order.call_unique_id, order.seat)
        law = _law_for(caller)
        given = {
            "SUPERVISION": str(order.supervision_id),
            "CALL": caller["Uniqueid"],
            "CALLER": caller["Channel"],
            "SPIED": leg["Uniqueid"],
            "SEAT_LEG": leg["Channel"],
            "BEGIN": order.mode.value,
            "CHANNEL(hangup_handler_push)": f"{SUPERVISION}\\,{GONE}\\,1",
            "PJSIP_MEDIA_OFFER(audio)": f"!all\\,{law}",
            "PJSIP_HEADER(add,X-Supervision)": str(order.supervision_id),
            **ANSWERS_BY_ITSELF,
        }
        await self._order(
            "Originate",
            Channel=f"PJSIP/{FIRST_SEAT_PHONE + order.phone_seat}",
            Context=SUPERVISION,
            Exten=BEGIN,
            Priority="1",
            Timeout=str(order.answer_within_s * 1000),
            Variable=",".join(f"{name}={value}" for name, value in given.items()),
            Async="true",
        )

    async def change_supervision(self, supervision_id: UUID, mode: Mode) -> None:
        """Change how a leader takes part who is on the talk."""
        leg = _find_leader(await self._channels(), supervision_id)
        if leg is None:
            raise ExchangeRefused(exchange=self._link.exchange, action="Redirect")
        await self._order(
            "Redirect",
            Channel=leg["Channel"],
            Context=SUPERVISION,
            Exten=mode.value,
            Priority="1",
        )

    async def end_supervision(self, supervision_id: UUID) -> None:
        """Take a leader off; nothing happens when he is not on."""
        leg = _find_leader(await self._channels(), supervision_id)
        if leg is not None:
            await self._order("Hangup", Channel=leg["Channel"], Cause=NORMAL_CLEARING)

    async def _channels(self) -> Sequence[Fields]:
        return await self._link.acting().ask_list("Status", Variables=VARIABLES)

    async def _order(self, action: str, **fields: str) -> None:
        answer = await self._link.acting().ask(action, **fields)
        if answer.get("Response") != "Success":
            raise ExchangeRefused(exchange=self._link.exchange, action=action)


def _find_talk(
    channels: Sequence[Fields], unique_id: str, seat: int | None
) -> tuple[Fields, Fields]:
    """Find the caller's channel and the leg that talks for him; of several the seat's.

    It shares his bridge. While he waits outside a consultation, its CALLER_ID tells whose it is.
    """
    caller = next((one for one in channels if one.get("Uniqueid") == unique_id), None)
    bridge = caller.get("BridgeID") if caller else None
    others = [one for one in channels if one is not caller and one.get("BridgeID")]
    there = [one for one in others if one["BridgeID"] == bridge]
    legs = there or [one for one in others if _has(one, f"CALLER_ID={unique_id}")]
    legs.sort(key=lambda one: find_seat(phone_of_channel(one.get("Channel", ""))) != seat)
    leg = next(iter(legs), None)
    if caller is None or leg is None:
        raise ExchangeRefused(action="Originate")
    return caller, leg


def _find_leader(channels: Sequence[Fields], supervision_id: UUID) -> Fields | None:
    legs = (one for one in channels if _has(one, f"SUPERVISION={supervision_id}"))
    return next(legs, None)


def _law_for(caller: Fields) -> str:
    """Give a phone the other G.711 law than the caller's; why says the dialplan's seat-leg."""
    return "alaw" if _has(caller, "CALLER_SPEAKS=(ulaw)") else "ulaw"


def _has(channel: Fields, variable: str) -> bool:
    return variable in channel.get("Variable", "").split("\n")
