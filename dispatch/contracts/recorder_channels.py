"""Line and radio inputs of the recorders, for the technician."""

from datetime import datetime
from typing import Literal

from dispatch.contracts.base import View


class RecorderChannelView(View):
    """One input; level in dB below full scale; digest grows with what is recorded.

    test is what the last test tone said: found, missing, live (a voice was there already) or away.
    """

    exchange: str
    number: int
    name: str
    label: str
    kind: Literal["rtp", "alsa", "pcm"]
    start: Literal["always", "voice", "contact"]
    alive: bool
    recording: str | None
    level_dbfs: float
    sound_at: datetime | None
    packets: int
    lost: int
    late: int
    duplicate: int
    strangers: int
    frames_kept: int
    frames_unwritten: int
    digest: str | None
    testing: bool
    test: Literal["found", "missing", "live", "away"] | None
    tested_at: datetime | None
    faults: tuple[str, ...]


class RecorderChannelsView(View):
    """All inputs; away names the exchanges whose recorder did not answer."""

    channels: tuple[RecorderChannelView, ...]
    away: tuple[str, ...]
