"""`[[recorder_channels]]` of boot.toml: what each line or radio input is and when it records."""

import re
from pathlib import Path
from typing import Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from recorder.names import MAX_CHANNEL

SampleRate = Literal[8000, 16000, 32000, 48000]
_CLOCK: Final = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


class Contact(BaseModel):
    """A contact (压控) on a serial line.

    Attributes:
        device: The serial device, best by /dev/serial/by-id/.
        line: Which modem line is closed while it speaks, or `bytes`: the gateway sends `closed`
            and `opened`, each one byte, hexadecimal.
        stuck_after_s: A contact closed for so long is told.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    device: str
    line: Literal["cts", "dsr", "dcd", "bytes"] = "cts"
    baud: int = Field(9600, gt=0)
    closed: str = Field("31", pattern=r"^[0-9a-f]{2}$")
    opened: str = Field("30", pattern=r"^[0-9a-f]{2}$")
    after_s: float = Field(1.0, ge=0, le=60)
    stuck_after_s: float = Field(600.0, gt=0)


class Voice(BaseModel):
    """When a channel that starts by voice (声控) is heard to speak.

    Attributes:
        before_s: So much of the sound before the onset is kept.
        after_s: So much after the last word.
        strictness: How sure the detector must be, 0 takes most for speech.
        open_dbfs: Louder than this opens too: tones and noise of a radio are no speech.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    before_s: float = Field(1.5, ge=1, le=10)
    after_s: float = Field(4.0, ge=3, le=60)
    strictness: Literal[0, 1, 2, 3] = 1
    open_dbfs: float = Field(-30.0, ge=-90, le=0)


class Channel(BaseModel):
    """One input.

    Attributes:
        label: What the seats call it; in lamps and alarms.
        number: Its channel number, part of every recording's name: never given anew to another.
        exchange: Which exchange's recorder takes it; the first of this machine where not said.
        kind: `rtp` from a gateway, `alsa` from a sound card by arecord, `pcm` from a named pipe
            that brings 16-bit little-endian mono samples.
        port: UDP port of `rtp`; `host` is our own address, `from_host` the only sender heard.
        device: ALSA device, or path of the pipe.
        start: always, voice (声控) or contact (压控).
        piece_minutes: A recording that goes on is cut here, without a lost sample.
        dead_after_s: Nothing came for so long: alarm. Zero: never, for senders that pause.
        silent_after_s: No sound for so long: alarm. Zero: never.
        test_at: Each day at this local time the test tone is fed.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    number: int = Field(ge=1, le=MAX_CHANNEL)
    name: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,31}$")
    label: str = Field(pattern=r"^[^\s:][^:\r\n]{0,39}$")
    exchange: str | None = None
    kind: Literal["rtp", "alsa", "pcm"]
    host: str = "127.0.0.1"
    port: int = Field(0, ge=0, lt=65536)
    from_host: str | None = None
    ssrc: int | None = Field(None, ge=0, lt=2**32)
    codec: Literal["alaw", "ulaw", "l16"] = "alaw"
    payload_type: int | None = Field(None, ge=0, le=127)
    device: str | None = None
    sample_rate_hz: SampleRate = 8000
    start: Literal["always", "voice", "contact"] = "always"
    voice: Voice = Voice()
    contact: Contact | None = None
    piece_minutes: int = Field(10, ge=1, le=120)
    gone_after_s: float = Field(5.0, ge=1, le=600)
    dead_after_s: float = Field(60.0, ge=0)
    silent_after_s: float = Field(86_400.0, ge=0)
    silent_dbfs: float = Field(-50.0, ge=-90, le=0)
    test_at: str | None = Field(None, pattern=_CLOCK.pattern)
    tone_hz: int = Field(1004, ge=200, le=3400)

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.kind == "rtp" and not self.port:
            raise ValueError(f"channel {self.name}: rtp needs a port")
        if self.kind != "rtp" and not self.device:
            raise ValueError(f"channel {self.name}: {self.kind} needs a device")
        if self.kind == "rtp" and self.codec != "l16" and self.sample_rate_hz != 8000:
            raise ValueError(f"channel {self.name}: {self.codec} has 8000 samples a second")
        if self.start == "contact" and self.contact is None:
            raise ValueError(f"channel {self.name}: start by contact needs [contact]")
        return self

    @property
    def expected_payload_type(self) -> int:
        """What its packets say; RFC 3551 where the settings do not."""
        usual = {"ulaw": 0, "alaw": 8, "l16": 96}
        return usual[self.codec] if self.payload_type is None else self.payload_type

    @property
    def pipe(self) -> Path:
        """The named pipe of `pcm`."""
        return Path(self.device or "")


def require_apart(channels: tuple[Channel, ...]) -> tuple[Channel, ...]:
    """Two channels of one number, name, port or device could not be told apart; ValueError."""
    for field in ("number", "name", "label"):
        told = [getattr(one, field) for one in channels]
        if len(set(told)) < len(told):
            raise ValueError(f"two recorder_channels have one {field}")
    heard = [(one.host, one.port) if one.kind == "rtp" else one.device for one in channels]
    if len(set(heard)) < len(heard):
        raise ValueError("two recorder_channels have one port or device")
    return channels
