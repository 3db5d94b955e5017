"""The routes of handing out: begin, how far, the file; and redacted copies."""

import asyncio
import threading
from dataclasses import dataclass
from typing import Annotated, Self

from fastapi import FastAPI, Path, Request
from fastapi.responses import StreamingResponse
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from recorder.api.audio import file_response
from recorder.archive.store import Store
from recorder.clock import Clock
from recorder.errors import AudioNotReady
from recorder.handing_out.desk import HandoutDesk
from recorder.handing_out.handout import MAX_RECORDINGS, Handout, HandoutForm, Stage, Standing
from recorder.names import RecordingName
from recorder.redacting.make_redaction import AskedRedaction, make_redaction
from recorder.redaction import MAX_SPANS, Filling, Lanes, Redaction, Span
from recorder.storage.journal import Journal

Identity = Annotated[str, Path(pattern=r"^[0-9a-f-]{36}$")]
Name = Annotated[str, Path(max_length=80)]
Who = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[ -~]*$")]
Why = Annotated[str, Field(min_length=1, max_length=200)]
_ID: str = r"^[0-9a-f-]{36}$"


class HandoutIn(BaseModel):
    """What is asked for."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)
    id: str = Field(pattern=_ID)
    form: HandoutForm
    recordings: list[str] = Field(min_length=1, max_length=MAX_RECORDINGS)
    actor: Who
    reason: Why
    password: str | None = Field(None, min_length=1, max_length=128, repr=False)

    def to_handout(self) -> Handout:
        """The value; raises `InvalidName`."""
        names = tuple(RecordingName.parse(name) for name in sorted(set(self.recordings)))
        return Handout(self.id, self.form, names, self.actor, self.reason, self.password)


class StandingOut(BaseModel):
    """How far it is."""

    stage: Stage
    done: int
    of: int
    sha256: str | None
    size_bytes: int | None
    code: str | None

    @classmethod
    def of_value(cls, standing: Standing) -> Self:
        """From the value."""
        return cls.model_validate(standing, from_attributes=True)


class SpanIn(BaseModel):
    """Samples from `first` up to, not with, `end`."""

    model_config = ConfigDict(extra="forbid")
    first: int = Field(ge=0)
    end: int = Field(gt=0)
    lanes: Lanes = Lanes.BOTH


class RedactionIn(BaseModel):
    """What is to be muted."""

    model_config = ConfigDict(extra="forbid")
    id: str = Field(pattern=_ID)
    spans: list[SpanIn] = Field(min_length=1, max_length=MAX_SPANS)
    filling: Filling = Filling.SILENCE
    actor: Who
    reason: Why


class RedactionOut(BaseModel):
    """One redacted copy."""

    name: str
    parent: str
    spans: list[SpanIn]
    filling: Filling
    actor: str
    reason: str
    made_at: AwareDatetime

    @classmethod
    def of_value(cls, made: Redaction) -> Self:
        """From the value."""
        return cls(
            name=made.name.text,
            parent=made.parent.text,
            spans=[SpanIn(first=one.first, end=one.end, lanes=one.lanes) for one in made.spans],
            filling=made.filling,
            actor=made.actor,
            reason=made.reason,
            made_at=made.made_at,
        )


class RedactionsOut(BaseModel):
    """How long a recording is, and its redacted copies, oldest first."""

    frames: int
    sample_rate_hz: int
    copies: list[RedactionOut]


@dataclass(frozen=True, slots=True)
class HandingOut:
    """What the routes ask; `making` lets one redacted copy be made at a time."""

    desk: HandoutDesk
    journal: Journal
    store: Store
    clock: Clock
    making: threading.Lock

    def redact(self, parent: RecordingName, asked: RedactionIn) -> Redaction:
        """Make a redacted copy."""
        spans = tuple(Span(one.first, one.end, one.lanes) for one in asked.spans)
        wanted = AskedRedaction(asked.id, parent, spans, asked.filling, asked.actor, asked.reason)
        with self.making:
            return make_redaction(wanted, self.journal, self.store, self.clock)

    def redactions(self, name: RecordingName) -> RedactionsOut:
        """How long a recording is, and its copies; raises `AudioNotReady`."""
        master = self.journal.get(name).master
        if master is None:
            raise AudioNotReady(name.text)
        copies = [RedactionOut.of_value(one) for one in self.journal.redactions.list_of(name)]
        return RedactionsOut(
            frames=master.frames, sample_rate_hz=master.sample_rate_hz, copies=copies
        )


def add_handouts(app: FastAPI, out: HandingOut) -> None:
    """What leaves the recorder, and the copies made for it."""

    @app.post("/handouts")
    async def begin(asked: HandoutIn) -> StandingOut:
        return StandingOut.of_value(await asyncio.to_thread(out.desk.begin, asked.to_handout()))

    @app.get("/handouts/{identity}")
    async def get_standing(identity: Identity) -> StandingOut:
        return StandingOut.of_value(await asyncio.to_thread(out.desk.get, identity))

    @app.get("/handouts/{identity}/file")
    async def read_file(request: Request, identity: Identity) -> StreamingResponse:
        path, sha256 = await asyncio.to_thread(out.desk.file, identity)
        return file_response(request, path, sha256, "application/zip")

    @app.post("/recordings/{name}/redactions")
    async def redact(name: Name, asked: RedactionIn) -> RedactionOut:
        made = await asyncio.to_thread(out.redact, RecordingName.parse(name), asked)
        return RedactionOut.of_value(made)

    @app.get("/recordings/{name}/redactions")
    async def list_redactions(name: Name) -> RedactionsOut:
        return await asyncio.to_thread(out.redactions, RecordingName.parse(name))
