"""What is wrong with a channel: from figures to faults, pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from recorder.faults import FaultCode
from recorder.inputs.settings import Channel

STRANGER_SHOWN_S: Final = 60.0
STUCK_AFTER_S: Final = 5.0
CODES: Final = (
    FaultCode.CHANNEL_CLOSED,
    FaultCode.CHANNEL_DEAD,
    FaultCode.CHANNEL_SILENT,
    FaultCode.CHANNEL_STRANGER,
    FaultCode.CHANNEL_STUCK,
    FaultCode.CHANNEL_UNWRITABLE,
    FaultCode.CONTACT_AWAY,
    FaultCode.CONTACT_STUCK,
    FaultCode.CHANNEL_TEST_FAILED,
)


@dataclass(frozen=True, slots=True)
class Figures:
    """A channel at one moment.

    Attributes:
        quiet_s: Since anything came.
        soundless_s: Since it was louder than its setting.
        stranger_s: Since a stranger sent to it; None if none ever did.
        stuck_s: Since its recording grew although sound came; None while there is none.
        test: What the last test tone said.
    """

    closed: bool
    quiet_s: float
    soundless_s: float
    stranger_s: float | None
    stuck_s: float | None
    unwritable: bool
    contact_away: bool
    contact_stuck: bool
    test: str | None


@dataclass(frozen=True, slots=True)
class ChannelTold:
    """A channel as it is shown."""

    channel: Channel
    alive: bool
    recording: str | None
    level_dbfs: float
    sound_at: datetime | None
    packets: int
    octets: int
    lost: int
    late: int
    duplicate: int
    strangers: int
    frames_kept: int
    frames_unwritten: int
    digest: str | None
    contact_closed: bool | None
    testing: bool
    test: str | None
    tested_at: datetime | None
    faults: tuple[FaultCode, ...]


def judge(channel: Channel, now: Figures) -> frozenset[FaultCode]:
    """The faults that hold."""
    dead = channel.dead_after_s > 0 and now.quiet_s >= channel.dead_after_s
    silent = channel.silent_after_s > 0 and now.soundless_s >= channel.silent_after_s
    holds = {
        FaultCode.CHANNEL_CLOSED: now.closed,
        FaultCode.CHANNEL_DEAD: dead,
        FaultCode.CHANNEL_SILENT: silent and not dead,
        FaultCode.CHANNEL_STRANGER: now.stranger_s is not None
        and now.stranger_s < STRANGER_SHOWN_S,
        FaultCode.CHANNEL_STUCK: now.stuck_s is not None and now.stuck_s >= STUCK_AFTER_S,
        FaultCode.CHANNEL_UNWRITABLE: now.unwritable,
        FaultCode.CONTACT_AWAY: now.contact_away,
        FaultCode.CONTACT_STUCK: now.contact_stuck,
        FaultCode.CHANNEL_TEST_FAILED: now.test in ("missing", "away"),
    }
    return frozenset(code for code, is_so in holds.items() if is_so)
