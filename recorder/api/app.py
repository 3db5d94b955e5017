"""The routes, exactly one thin function each."""

import asyncio
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Annotated, Literal

from fastapi import FastAPI, Path, Query, Request
from fastapi.responses import StreamingResponse

from recorder.api.audio import audio_response
from recorder.api.channels import PieceOut, add_channels
from recorder.api.growing import add_growing
from recorder.api.guard import Guard
from recorder.api.handouts import HandingOut, add_handouts
from recorder.api.keeping import add_keeping
from recorder.api.problems import add_problems
from recorder.api.proof import Proof, add_witness
from recorder.api.switch import add_switch
from recorder.api.wire import (
    FaultOut,
    FaultsOut,
    HealthOut,
    LabelsIn,
    LabelsOut,
    LiveOut,
    PageOut,
    PeaksOut,
    RecordingOut,
    SearchIn,
)
from recorder.archive.layout import Form
from recorder.archive.store import Store
from recorder.clock import Clock
from recorder.errors import AudioNotReady
from recorder.faults import Fault
from recorder.ingest.conditions import Conditions
from recorder.ingest.master import load_peaks
from recorder.ingest.peaks import RATE_HZ
from recorder.ingest.watcher import Watcher
from recorder.inputs.inputs import Inputs
from recorder.keeping.classes import Rule
from recorder.keeping.stores import Stores
from recorder.names import RecordingName
from recorder.search.find_recordings import Finder
from recorder.storage.copier import Copier
from recorder.storage.journal import Journal

Name = Annotated[str, Path(max_length=80)]


@dataclass(frozen=True, slots=True)
class Parts:
    """What the routes ask."""

    name: str
    journal: Journal
    store: Store
    conditions: Conditions
    watcher: Watcher
    copier: Copier
    finder: Finder
    proof: Proof
    stores: Stores
    rules: tuple[Rule, ...]
    clock: Clock
    inputs: Inputs
    incoming: FilePath
    out: HandingOut

    def faults(self) -> list[Fault]:
        """The recorder's own first, then those of recordings, newest first."""
        return [*self.conditions.listed(), *self.journal.faults.listed()]


def create_app(parts: Parts, token: str) -> FastAPI:
    """Make the application."""
    app = FastAPI(title="Dispatch120 recorder", docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(Guard, token=token)
    add_problems(app)
    _add_health(app, parts)
    _add_search(app, parts)
    _add_recording(app, parts)
    _add_sound(app, parts)
    add_growing(app, parts.incoming, parts.store)
    add_witness(app, parts.proof)
    add_keeping(app, parts)
    add_channels(app, parts.inputs)
    add_handouts(app, parts.out)
    add_switch(app, parts.journal, parts.conditions)
    return app


def _add_health(app: FastAPI, parts: Parts) -> None:
    @app.get("/live")
    async def live() -> LiveOut:
        return LiveOut()

    @app.get("/health")
    async def health() -> HealthOut:
        return await asyncio.to_thread(_health, parts)

    @app.get("/faults")
    async def faults() -> FaultsOut:
        found = await asyncio.to_thread(parts.faults)
        return FaultsOut(faults=[FaultOut.of(fault) for fault in found])


def _health(parts: Parts) -> HealthOut:
    return HealthOut(
        name=parts.name,
        writing=parts.journal.count_writing(),
        backlog=parts.watcher.backlog,
        faults=[FaultOut.of(fault) for fault in parts.faults()],
        free_bytes=parts.store.free_bytes(),
        index="ok" if parts.copier.is_reachable else "away",
        proof=parts.proof.told(),
        days_left=parts.stores.days_left,
    )


def _add_search(app: FastAPI, parts: Parts) -> None:
    @app.get("/recordings")
    async def list_recordings(wanted: Annotated[SearchIn, Query()]) -> PageOut:
        found = await parts.finder.find(wanted.to_query())
        full = len(found.recordings) == wanted.limit
        return PageOut(
            source=found.source,
            recordings=[RecordingOut.of(one) for one in found.recordings],
            before=found.recordings[-1].name.text if full else None,
        )


def _add_recording(app: FastAPI, parts: Parts) -> None:
    @app.get("/recordings/{name}")
    async def get_recording(name: Name) -> RecordingOut:
        found = await asyncio.to_thread(parts.journal.get, RecordingName.parse(name))
        piece = await asyncio.to_thread(parts.journal.channels.find, found.name)
        out = RecordingOut.of(found)
        return out.model_copy(update={"channel": piece and PieceOut.of(piece)})

    @app.put("/recordings/{name}/labels")
    async def put_labels(name: Name, labels: LabelsIn) -> LabelsOut:
        kept = await asyncio.to_thread(
            parts.journal.put_labels, RecordingName.parse(name), labels.to_labels()
        )
        return LabelsOut.of(kept)


def _add_sound(app: FastAPI, parts: Parts) -> None:
    @app.get("/recordings/{name}/audio")
    async def audio(
        request: Request, name: Name, form: Literal["flac", "opus"] = "flac"
    ) -> StreamingResponse:
        found = await asyncio.to_thread(parts.journal.get, RecordingName.parse(name))
        path = parts.store.find(found.name, Form(form))
        sha256 = found.fingerprint(Form(form))
        if path is None or sha256 is None:
            raise AudioNotReady(name)
        return audio_response(request, path, Form(form), sha256)

    @app.get("/recordings/{name}/peaks")
    async def get_peaks(name: Name) -> PeaksOut:
        found = await asyncio.to_thread(parts.journal.get, RecordingName.parse(name))
        return await asyncio.to_thread(_peaks, parts, found.name)


def _peaks(parts: Parts, name: RecordingName) -> PeaksOut:
    path = parts.store.find(name, Form.PEAKS)
    if path is None:
        raise AudioNotReady(name.text)
    picture = load_peaks(path)
    channels = picture.transpose(1, 0, 2).reshape(picture.shape[1], -1).tolist()
    return PeaksOut(rate_hz=RATE_HZ, channels=channels)
