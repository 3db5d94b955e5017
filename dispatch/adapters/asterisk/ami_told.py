"""What the dialplan tells by itself of a call, each by a reader that remembers nothing."""

from collections.abc import Callable, Mapping

from dispatch.adapters.asterisk.ami_desk_events import (
    read_group_call,
    read_group_line,
    read_parked,
    read_sent_on,
)
from dispatch.adapters.asterisk.ami_fields import Fields
from dispatch.adapters.asterisk.ami_overflow import read_message_left, read_step
from dispatch.adapters.asterisk.ami_silent import read_asked
from dispatch.adapters.asterisk.ami_supervision_events import read_supervision_end
from dispatch.domain.signal import Signal

# By the name of the user event.
READERS: Mapping[str, Callable[[str, Fields], Signal]] = {
    "CallStepped": read_step,
    "MessageLeft": read_message_left,
    "CallParked": read_parked,
    "CallSentOn": read_sent_on,
    "GroupCall": read_group_call,
    "GroupLine": read_group_line,
    "SilentAsked": read_asked,
    "SupervisionEnded": read_supervision_end,
}
