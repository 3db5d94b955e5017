"""Puts a seat's orders into AMI fields. Pure: domain values in, text out."""

from collections.abc import Mapping

from dispatch.adapters.asterisk.dialplan.plan import FIRST_SEAT_PHONE
from dispatch.adapters.asterisk.dialplan.seat_verbs_conf import CALL_OUT
from dispatch.domain.call_out import OutgoingCall

# A phone answers by itself what the seat asked for (Call-Info: RFC 3261, answer-after as most
# telephones know it; Alert-Info for the others). Nobody outside can send it one: the exchange
# makes every INVITE to a phone itself.
ANSWER_BY_ITSELF = (
    "PJSIP_HEADER(add,Call-Info)=<sip:dispatch>;answer-after=0",
    "PJSIP_HEADER(add,Alert-Info)=<http://localhost>;info=alert-autoanswer",
)
# The other G.711 law than the trunk's, for the reason told at [seat-leg] in extensions.conf.
OTHER_LAW = 'PJSIP_MEDIA_OFFER(audio)="!all,ulaw"'


def originate(outgoing: OutgoingCall) -> Mapping[str, str]:
    """Say what Originate needs; the answer comes at once, all else is told by events.

    ActionID comes back in OriginateResponse, which alone tells of a phone that was never reached.
    """
    variables = (
        f"NUMBER={outgoing.number}",
        f"ASKED_AT={int(outgoing.asked_at.timestamp())}",
        OTHER_LAW,
        *ANSWER_BY_ITSELF,
    )
    return {
        "ActionID": outgoing.unique_id,
        "Channel": f"PJSIP/{FIRST_SEAT_PHONE + outgoing.seat}",
        "ChannelId": outgoing.unique_id,
        "Context": CALL_OUT,
        "Exten": "s",
        "Priority": "1",
        "Timeout": str(outgoing.seat_rings_s * 1000),
        "CallerID": outgoing.number,
        "Async": "true",
        "Variable": ",".join(variables),
    }
