"""Routes of pictures by the screen's width, and of sound that is still being written."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Annotated, Final

import soundfile
from fastapi import FastAPI, Query, Request, Response
from fastapi import Path as PathParameter
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from recorder.api.problems import RangeUnsatisfiable
from recorder.api.ranges import ByteRange, Unsatisfiable, parse_range
from recorder.archive.layout import Form
from recorder.archive.store import Store
from recorder.errors import AudioNotReady
from recorder.ingest.growing import ENDLESS_BYTES, MOST_S, Growing, look_at, wav_head
from recorder.ingest.incoming import Sighting, look
from recorder.ingest.master import load_peaks
from recorder.ingest.picture import MOST_COLUMNS, Window, reduced, silences
from recorder.names import RecordingName

Name = Annotated[str, PathParameter(max_length=80)]
LAST_S: Final = 60
LOOK_EVERY_S: Final = 0.25
PIECE_S: Final = 1
QUIET_LOOKS: Final = 60
"""So many looks without growth, 15 s, and a running channel is over."""
MOST_LIVE_S: Final = 4 * 3600


class PictureOut(BaseModel):
    """Minimum and maximum in turn of each column, per channel, and silences of the whole sound."""

    from_ms: int
    to_ms: int
    length_ms: int
    channels: list[list[int]]
    silences: list[tuple[int, int]]


def add_growing(app: FastAPI, incoming: Path, store: Store) -> None:
    """Add them."""
    _add_picture(app, store)
    _add_recent(app, incoming, store)

    @app.get("/recordings/{name}/live")
    async def live(name: Name) -> StreamingResponse:
        """The last 60 s of a running channel at once, then all that comes, until it ends."""
        own = RecordingName.parse(name)
        begun = await asyncio.to_thread(_find, incoming, own)
        if begun is None:
            raise AudioNotReady(name)
        return StreamingResponse(_follow(incoming, own, _growing(begun)), media_type="audio/wav")


def _add_picture(app: FastAPI, store: Store) -> None:
    @app.get("/recordings/{name}/picture")
    async def picture(
        name: Name,
        from_ms: Annotated[int, Query(ge=0)] = 0,
        to_ms: Annotated[int, Query(ge=1)] = 24 * 3600 * 1000,
        columns: Annotated[int, Query(ge=1, le=MOST_COLUMNS)] = 2000,
    ) -> PictureOut:
        path = store.find(RecordingName.parse(name), Form.PEAKS)
        if path is None:
            raise AudioNotReady(name)
        return await asyncio.to_thread(_picture, path, Window(from_ms, to_ms, columns))


def _picture(path: Path, window: Window) -> PictureOut:
    whole = load_peaks(path)
    length_ms = len(whole) * 10
    part = reduced(whole, window)
    return PictureOut(
        from_ms=min(window.from_ms, length_ms),
        to_ms=min(window.to_ms, length_ms),
        length_ms=length_ms,
        channels=part.transpose(1, 0, 2).reshape(whole.shape[1], -1).tolist(),
        silences=silences(whole),
    )


def _add_recent(app: FastAPI, incoming: Path, store: Store) -> None:
    @app.get("/recordings/{name}/recent")
    async def recent(
        request: Request,
        name: Name,
        from_ms: Annotated[int, Query(ge=0)],
        to_ms: Annotated[int, Query(ge=1)],
    ) -> Response:
        """A stretch of at most ten minutes, of a recording that may still be written, as WAV."""
        if not 0 < to_ms - from_ms <= MOST_S * 1000:
            raise RangeUnsatisfiable(0)
        own = RecordingName.parse(name)
        sound = await asyncio.to_thread(_stretch, incoming, store, own, from_ms, to_ms)
        if sound is None:
            raise AudioNotReady(name)
        return _ranged(request, sound)


def _stretch(
    incoming: Path, store: Store, name: RecordingName, from_ms: int, to_ms: int
) -> bytes | None:
    found = _find(incoming, name)
    if found is not None:
        growing = _growing(found)
        rate = growing.sample_rate_hz
        data = growing.read(from_ms * rate // 1000, (to_ms - from_ms) * rate // 1000)
        return wav_head(rate, len(data)) + data
    master = store.find(name, Form.MASTER)
    return None if master is None else _stretch_of(master, from_ms, to_ms)


def _stretch_of(master: Path, from_ms: int, to_ms: int) -> bytes:
    with soundfile.SoundFile(master) as file:
        rate: int = file.samplerate
        file.seek(min(file.frames, from_ms * rate // 1000))
        data: bytes = file.read((to_ms - from_ms) * rate // 1000, dtype="int16").tobytes()
    return wav_head(rate, len(data)) + data


def _ranged(request: Request, sound: bytes) -> Response:
    try:
        wanted = parse_range(request.headers.get("range"), len(sound))
    except Unsatisfiable:
        raise RangeUnsatisfiable(len(sound)) from None
    span = wanted or ByteRange(0, len(sound) - 1)
    headers = {"Accept-Ranges": "bytes"}
    if wanted is not None:
        headers["Content-Range"] = f"bytes {span.first}-{span.last}/{len(sound)}"
    body = sound[span.first : span.last + 1]
    return Response(body, 200 if wanted is None else 206, headers, media_type="audio/wav")


async def _follow(incoming: Path, name: RecordingName, begun: Growing) -> AsyncIterator[bytes]:
    rate = begun.sample_rate_hz
    at = max(0, begun.frames - LAST_S * rate)
    yield wav_head(rate, ENDLESS_BYTES)
    quiet, looks = 0, 0
    while quiet < QUIET_LOOKS and looks < MOST_LIVE_S / LOOK_EVERY_S:
        found = await asyncio.to_thread(_find, incoming, name)
        if found is None:
            return
        growing, looks = _growing(found), looks + 1
        quiet = 0 if growing.frames > at else quiet + 1
        while at < growing.frames:
            data = await asyncio.to_thread(growing.read, at, PIECE_S * rate)
            at += len(data) // 4
            yield data
        if found.done is not None:
            return
        await asyncio.sleep(LOOK_EVERY_S)


def _find(incoming: Path, name: RecordingName) -> Sighting | None:
    return next((one for one in look(incoming).sightings if one.name == name and one.sides), None)


def _growing(found: Sighting) -> Growing:
    return look_at(found.rx, found.tx)
