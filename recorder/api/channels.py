"""Line and radio inputs on the wire: how each is, and its test tone."""

from typing import Annotated, Self

from fastapi import FastAPI, Path
from pydantic import AwareDatetime, BaseModel

from recorder.faults import FaultCode
from recorder.inputs.health import ChannelTold
from recorder.inputs.inputs import Inputs
from recorder.storage.channel_list import PieceOf

ChannelName = Annotated[str, Path(max_length=32, pattern=r"^[a-z0-9][a-z0-9_-]*$")]


class ChannelOut(BaseModel):
    """One input as it is now; levels in dB below full scale."""

    number: int
    name: str
    label: str
    kind: str
    start: str
    alive: bool
    recording: str | None
    level_dbfs: float
    sound_at: AwareDatetime | None
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
    tested_at: AwareDatetime | None
    faults: list[FaultCode]

    @classmethod
    def of(cls, told: ChannelTold) -> Self:
        """From the value."""
        channel = told.channel
        own = {name: getattr(told, name) for name in cls.model_fields if hasattr(told, name)}
        return cls(
            number=channel.number,
            name=channel.name,
            label=channel.label,
            kind=channel.kind,
            start=channel.start,
            **own,
        )


class ChannelsOut(BaseModel):
    """All inputs, by number."""

    channels: list[ChannelOut]


class GapOut(BaseModel):
    """Silence that stands for what was not heard; `lost` packets never came."""

    at_frame: int
    frames: int
    lost: int


class PieceOut(BaseModel):
    """Which input a recording is of; gaps and end are null while it grows."""

    number: int
    name: str
    label: str
    kind: str
    gaps: list[GapOut] | None
    lost: int | None
    why: str | None

    @classmethod
    def of(cls, piece: PieceOf) -> Self:
        """From the value."""
        gaps = piece.gaps
        return cls(
            number=piece.channel,
            name=piece.name,
            label=piece.label,
            kind=piece.kind,
            gaps=None
            if gaps is None
            else [GapOut.model_validate(gap, from_attributes=True) for gap in gaps],
            lost=piece.lost,
            why=piece.why,
        )


def add_channels(app: FastAPI, inputs: Inputs) -> None:
    """The routes of inputs."""

    @app.get("/channels")
    async def channels() -> ChannelsOut:
        return ChannelsOut(channels=[ChannelOut.of(one) for one in inputs.told()])

    @app.post("/channels/{name}/test", status_code=202)
    async def test(name: ChannelName) -> ChannelsOut:
        inputs.test(name)
        return ChannelsOut(channels=[ChannelOut.of(one) for one in inputs.told()])
