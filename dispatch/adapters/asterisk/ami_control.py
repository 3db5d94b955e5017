"""Asks an exchange to act: the port CallControl over a link's acting connection."""

from dispatch.adapters.asterisk.ami_connection import AmiConnection
from dispatch.adapters.asterisk.ami_link import AsteriskLink
from dispatch.adapters.asterisk.ami_silent import ask_silent
from dispatch.adapters.asterisk.ami_verbs import originate
from dispatch.adapters.asterisk.dialplan.call_notes import FAMILY
from dispatch.adapters.asterisk.dialplan.overflow_conf import MESSAGES
from dispatch.adapters.asterisk.dialplan.plan import FIRST_SEAT_PHONE
from dispatch.adapters.asterisk.dialplan.seat_verbs_conf import CALL_OUT, TRANSFER
from dispatch.domain.call_out import OutgoingCall
from dispatch.ports.call_control import ExchangeRefused

NORMAL_CLEARING = "16"


class AsteriskControl:
    """Orders to one exchange; each is tried once."""

    def __init__(self, link: AsteriskLink) -> None:
        self._link = link

    @property
    def acts(self) -> bool:
        """Whether the exchange can be asked now."""
        return self._link.acts

    @property
    def reaches_out(self) -> bool | None:
        """Whether it reaches any trunk."""
        reached = self._link.trunks.reached.values()
        known = [one for one in reached if one is not None]
        return any(known) if known else None

    async def call_out(self, outgoing: OutgoingCall) -> None:
        """Ring the seat's own phone, then the number."""
        await self._order("Originate", **originate(outgoing))

    async def answer_on_desk_phone(self, seat: int) -> None:
        """Make a ringing desk phone answer."""
        await self._order("PJSIPNotify", Endpoint=_phone(seat), Variable="Event=talk")

    async def hang_up(self, call_unique_id: str) -> None:
        """End a call as the phone that talks to the caller would end it."""
        connection = self._link.acting()
        channel = await _find_talking(connection, call_unique_id)
        await self._order("Hangup", Channel=channel, Cause=NORMAL_CLEARING)

    async def transfer(self, call_unique_id: str, sender: int, receiver: int) -> None:
        """Take the caller out of the talk at one seat and ring another with him."""
        channel = await _find_caller(self._link.acting(), call_unique_id)
        for name, seat in (("SENDER", sender), ("RECEIVER", receiver)):
            await self._order("Setvar", Channel=channel, Variable=name, Value=_phone(seat))
        await self._order("Redirect", Channel=channel, Context=TRANSFER, Exten="s", Priority="1")

    async def ask_silent(self, call_unique_id: str) -> None:
        """Ask a caller in talk, who says nothing, to press a key."""
        await _find_caller(self._link.acting(), call_unique_id)
        await self._order("Originate", **ask_silent(call_unique_id))

    async def pause_seat(self, seat: int, reason: str) -> None:
        """Ring no further call at a seat."""
        interface = f"PJSIP/{_phone(seat)}"
        await self._order("QueuePause", Interface=interface, Paused="true", Reason=reason)

    async def unpause_seat(self, seat: int) -> None:
        """Ring calls at a seat again."""
        await self._order("QueuePause", Interface=f"PJSIP/{_phone(seat)}", Paused="false")

    async def forget_call(self, call_unique_id: str) -> None:
        """Take away the exchange's own notes of a call."""
        await self._order("DBDelTree", Family=f"{FAMILY}/{call_unique_id}")

    async def forget_message(self, message: str) -> None:
        """Keep a message's name no longer."""
        await self._order("DBDel", Family=MESSAGES, Key=message)

    async def _order(self, action: str, **fields: str) -> None:
        answer = await self._link.acting().ask(action, **fields)
        if answer.get("Response") != "Success":
            raise ExchangeRefused(exchange=self._link.exchange, action=action)


async def _find_talking(connection: AmiConnection, unique_id: str) -> str:
    """Find the phone in the caller's bridge; the caller himself while he talks to nobody.

    Of a call to somebody the channel is the seat's phone itself.
    """
    channels = await connection.ask_list("Status")
    caller = next((one for one in channels if one.get("Uniqueid") == unique_id), None)
    if caller is None:
        raise ExchangeRefused(action="Hangup")
    if caller.get("Context") == CALL_OUT:
        return caller["Channel"]
    bridge = caller.get("BridgeID")
    others = (one for one in channels if bridge and one.get("BridgeID") == bridge)
    return next((one["Channel"] for one in others if one is not caller), caller["Channel"])


async def _find_caller(connection: AmiConnection, unique_id: str) -> str:
    channels = await connection.ask_list("Status")
    for channel in channels:
        if channel.get("Uniqueid") == unique_id:
            return channel["Channel"]
    raise ExchangeRefused(action="Redirect")


def _phone(seat: int) -> str:
    return str(FIRST_SEAT_PHONE + seat)
