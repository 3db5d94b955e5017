"""What a channel or a queue's member is called: a phone's name, or a backup line's number. Pure."""

from dispatch.adapters.asterisk.ami_fields import Fields
from dispatch.adapters.asterisk.dialplan.pjsip_conf import FROM_TRUNK


def phone_of(interface: str) -> str:
    """Name the phone of a queue's member: PJSIP/8001, or Local/NUMBER@outward."""
    return interface.removeprefix("PJSIP/").removeprefix("Local/").partition("@")[0]


def phone_of_channel(channel: str) -> str:
    """Name the phone of a channel: PJSIP/8001-00000001, or Local/NUMBER@outward-00000001;1."""
    return phone_of(channel.rpartition("-")[0])


def is_far_end(channel: Fields, caller: Fields) -> bool:
    """Tell whether a leg lies beyond the one that the queue rings: a line that is dialled out.

    Once it talks, Asterisk takes the Local channel between out, and it is in the caller's bridge.
    """
    if channel.get("Channel", "").endswith(";2"):
        return True
    bridged = channel.get("BridgeID") and channel.get("BridgeID") == caller.get("BridgeID")
    return channel.get("Context") == FROM_TRUNK and not bridged
