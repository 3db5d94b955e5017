"""The recorders' line and radio inputs on their wire, read tolerantly."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, ValidationError

from dispatch.ports.recorder_channels import RecorderChannel
from dispatch.ports.recordings import RecorderAway


class _Channel(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)
    number: int
    name: str
    label: str
    kind: str
    start: str
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
    test: str | None
    tested_at: datetime | None
    faults: tuple[str, ...]


class _Channels(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)
    channels: tuple[_Channel, ...]


def channels_in(exchange: str, content: bytes) -> list[RecorderChannel]:
    """Read the inputs of one recorder; RecorderAway when that is no recorder's answer."""
    try:
        told = _Channels.model_validate_json(content)
    except ValidationError as error:
        raise RecorderAway from error
    return [RecorderChannel(exchange=exchange, **one.model_dump()) for one in told.channels]
