"""Parks, fetches and presses keys: the port DeskControl over a link's acting connection."""

from collections.abc import Mapping, Sequence

from dispatch.adapters.asterisk.ami_control import NORMAL_CLEARING
from dispatch.adapters.asterisk.ami_fields import Fields
from dispatch.adapters.asterisk.ami_link import AsteriskLink
from dispatch.adapters.asterisk.ami_verbs import ANSWER_BY_ITSELF, OTHER_LAW
from dispatch.adapters.asterisk.dialplan.group_conf import BETWEEN, GROUP
from dispatch.adapters.asterisk.dialplan.park_conf import PARK, PICK_UP
from dispatch.adapters.asterisk.dialplan.plan import FIRST_SEAT_PHONE
from dispatch.adapters.asterisk.dialplan.seat_verbs_conf import CALL_OUT
from dispatch.domain.group_call import GroupOrder
from dispatch.ports.call_control import ExchangeRefused

TONE_MS = 160


class AsteriskDesk:
    """Orders to one exchange; each is tried once."""

    def __init__(self, link: AsteriskLink) -> None:
        self._link = link

    async def park(self, call_unique_id: str, seat: int) -> None:
        """Keep a caller who talks; one who does not is where he belongs already."""
        caller = _find(await self._channels(), call_unique_id)
        if not caller.get("BridgeID"):
            raise ExchangeRefused(exchange=self._link.exchange, action="Redirect")
        await self._lead(caller, PARK, "PARKER", seat)

    async def pick_up(self, call_unique_id: str, seat: int) -> None:
        """Fetch a caller to whom nobody talks: a talk is never taken from a seat."""
        caller = _find(await self._channels(), call_unique_id)
        if caller.get("BridgeID"):
            raise ExchangeRefused(exchange=self._link.exchange, action="Redirect")
        await self._lead(caller, PICK_UP, "PICKER", seat)

    async def send_tones(self, call_unique_id: str, digits: str) -> None:
        """Press keys, one after the other, on the channel of the other party."""
        channel = _find_other_party(await self._channels(), call_unique_id)
        for digit in digits:
            await self._order(
                "PlayDTMF", Channel=channel["Channel"], Digit=digit, Duration=str(TONE_MS)
            )

    async def begin_group(self, order: GroupOrder) -> None:
        """Ring the seat's own phone, which answers by itself."""
        await self._order("Originate", **originate_group(order))

    async def end_group(self, unique_id: str) -> None:
        """Hang up the seat's phone; the dialplan lets every line go."""
        channel = _find(await self._channels(), unique_id)["Channel"]
        await self._order("Hangup", Channel=channel, Cause=NORMAL_CLEARING)

    async def _lead(self, caller: Fields, context: str, variable: str, seat: int) -> None:
        channel, phone = caller["Channel"], str(FIRST_SEAT_PHONE + seat)
        await self._order("Setvar", Channel=channel, Variable=variable, Value=phone)
        await self._order("Redirect", Channel=channel, Context=context, Exten="s", Priority="1")

    async def _channels(self) -> Sequence[Fields]:
        return await self._link.acting().ask_list("Status")

    async def _order(self, action: str, **fields: str) -> None:
        answer = await self._link.acting().ask(action, **fields)
        if answer.get("Response") != "Success":
            raise ExchangeRefused(exchange=self._link.exchange, action=action)


def originate_group(order: GroupOrder) -> Mapping[str, str]:
    """Say what Originate needs for a group call; pure."""
    variables = (
        f"GROUP={order.group_id}",
        f"KIND={order.kind}",
        f"PHONES={BETWEEN.join(order.phones)}",
        f"WANTED={order.wanted}",
        f"ASKED_AT={int(order.asked_at.timestamp())}",
        OTHER_LAW,
        *ANSWER_BY_ITSELF,
    )
    return {
        "ActionID": str(order.group_id),
        "Channel": f"PJSIP/{FIRST_SEAT_PHONE + order.seat}",
        "ChannelId": order.unique_id,
        "Context": GROUP,
        "Exten": "s",
        "Priority": "1",
        "Timeout": str(order.seat_rings_s * 1000),
        "Async": "true",
        "Variable": ",".join(variables),
    }


def _find(channels: Sequence[Fields], unique_id: str) -> Fields:
    found = next((one for one in channels if one.get("Uniqueid") == unique_id), None)
    if found is None:
        raise ExchangeRefused(action="Redirect")
    return found


def _find_other_party(channels: Sequence[Fields], unique_id: str) -> Fields:
    """Find the caller; of a call that a seat made, whoever shares the bridge of its phone."""
    own = _find(channels, unique_id)
    bridge = own.get("BridgeID")
    if not bridge:
        raise ExchangeRefused(action="PlayDTMF")
    if own.get("Context") != CALL_OUT:
        return own
    others = (one for one in channels if one.get("BridgeID") == bridge and one is not own)
    found = next(others, None)
    if found is None:
        raise ExchangeRefused(action="PlayDTMF")
    return found
