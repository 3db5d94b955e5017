"""Redacted copies and hand-outs over HTTP, at the recorder that has the recording."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, TypeVar
from uuid import UUID

import httpx2
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from dispatch.adapters.recorder_clients import make_clients
from dispatch.adapters.recorder_wire import problem_code
from dispatch.domain.errors import DomainError
from dispatch.domain.hand_out import (
    HandOutGone,
    HandOutRefused,
    HandOutStanding,
    RecorderStandsSo,
)
from dispatch.domain.redaction import MutedSpan, Redactable, RedactedCopy, RedactionRefused
from dispatch.ports.recordings import AudioNotReady, Media, RecorderAway, RecordingNotFound
from dispatch.ports.releases import WantedCopy, WantedHandOut

TIMEOUT_S: Final = 3.0
MAKING_TIMEOUT_S: Final = 60.0
"""A redacted copy of an hour's talk is decoded, encoded and proven in some seconds."""
_PASSED_ON: Final = ("accept-ranges", "content-length", "content-range", "content-type", "etag")
_REFUSALS: Final[Mapping[str, type[DomainError]]] = {
    "recording_not_found": RecordingNotFound,
    "invalid_name": RecordingNotFound,
    "audio_not_ready": AudioNotReady,
    "handout_gone": HandOutGone,
    "redaction_refused": RedactionRefused,
    "switch_refused": RecorderStandsSo,
}
_HAND_OUT_CODES: Final = ("handout_refused", "handouts_busy", "bundle_refused", "not_signed_yet")
T = TypeVar("T")


class _Read(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)


class _Standing(_Read):
    stage: str
    done: int
    of: int
    sha256: str | None
    size_bytes: int | None
    code: str | None


class _Span(_Read):
    first: int
    end: int
    lanes: str


class _Copy(_Read):
    name: str
    parent: str
    spans: tuple[_Span, ...]
    filling: str
    actor: str
    reason: str
    made_at: datetime

    def to_value(self) -> RedactedCopy:
        spans = tuple(MutedSpan(one.first, one.end, one.lanes) for one in self.spans)
        return RedactedCopy(**dict(self) | {"spans": spans})


class _Copies(_Read):
    frames: int
    sample_rate_hz: int
    copies: tuple[_Copy, ...]


class HttpReleases:
    """See `dispatch.ports.releases`.

    Args:
        addresses: The recorder's address by the name of its exchange.
        token: The secret recorder_api.
        transport: Tests may put one in the place of the network.
    """

    def __init__(
        self,
        addresses: Mapping[str, str],
        token: str,
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        self._clients = make_clients(addresses, token, MAKING_TIMEOUT_S, transport)

    async def close(self) -> None:
        """Let go of all connections."""
        for client in self._clients.values():
            await client.aclose()

    async def begin(self, wanted: WantedHandOut) -> HandOutStanding:
        """Begin to make one part; the same id again tells how far it is."""
        asked = {
            "id": str(wanted.id),
            "form": wanted.form,
            "recordings": list(wanted.part.recordings),
            "actor": wanted.actor,
            "reason": wanted.reason,
            "password": wanted.password,
        }
        client = self._client_of(wanted.part.exchange)
        answer = await _ask(client, "POST", "/handouts", asked)
        return HandOutStanding(**dict(_in(_Standing, answer)))

    async def get(self, exchange: str, hand_out_id: UUID) -> HandOutStanding:
        """How far a part is; HandOutGone."""
        answer = await _ask(self._client_of(exchange), "GET", f"/handouts/{hand_out_id}")
        return HandOutStanding(**dict(_in(_Standing, answer)))

    async def read(self, exchange: str, hand_out_id: UUID, byte_range: str | None) -> Media:
        """Read the zip; HandOutGone."""
        client = self._client_of(exchange)
        request = client.build_request("GET", f"/handouts/{hand_out_id}/file")
        request.headers["Accept-Encoding"] = "identity"
        if byte_range is not None:
            request.headers["Range"] = byte_range
        try:
            async with asyncio.timeout(TIMEOUT_S):
                answer = await client.send(request, stream=True)
        except (httpx2.HTTPError, TimeoutError) as error:
            raise RecorderAway from error
        if answer.is_error:
            await answer.aread()
            raise _refusal(answer)
        headers = {key: answer.headers[key] for key in _PASSED_ON if key in answer.headers}
        return Media(answer.status_code, headers, answer.aiter_raw())

    async def redact(self, wanted: WantedCopy) -> RedactedCopy:
        """Make a redacted copy; RedactionRefused, RecordingNotFound, AudioNotReady."""
        asked = {
            "id": str(wanted.id),
            "spans": [
                {"first": one.first, "end": one.end, "lanes": one.lanes} for one in wanted.spans
            ],
            "filling": wanted.filling,
            "actor": wanted.actor,
            "reason": wanted.reason,
        }
        path, client = f"/recordings/{wanted.parent}/redactions", self._client_for(wanted.parent)
        answer = await _ask(client, "POST", path, asked, timeout_s=MAKING_TIMEOUT_S)
        return _in(_Copy, answer).to_value()

    async def list_copies(self, recording: str) -> Redactable:
        """How long it is, and its copies; RecordingNotFound, AudioNotReady."""
        client = self._client_for(recording)
        read = _in(_Copies, await _ask(client, "GET", f"/recordings/{recording}/redactions"))
        copies = tuple(one.to_value() for one in read.copies)
        return Redactable(read.frames, read.sample_rate_hz, copies)

    async def switch(self, exchange: str, *, stop: bool, actor: str, reason: str) -> None:
        """Stop a recorder or start it by a person's word; RecorderStandsSo."""
        path, asked = "/stop" if stop else "/start", {"actor": actor, "reason": reason}
        await _ask(self._client_of(exchange), "POST", path, asked)

    def _client_of(self, exchange: str) -> httpx2.AsyncClient:
        if exchange not in self._clients:
            raise RecordingNotFound
        return self._clients[exchange]

    def _client_for(self, recording: str) -> httpx2.AsyncClient:
        """The recorder of the exchange that the name tells: stamp, exchange, unique id."""
        stamp_and_exchange = recording.partition(".")[0].rpartition("-")[0]
        return self._client_of("-".join(stamp_and_exchange.split("-")[2:]))


async def _ask(
    client: httpx2.AsyncClient,
    method: str,
    path: str,
    json: Any = None,  # noqa: ANN401 - what httpx2 takes
    *,
    timeout_s: float = TIMEOUT_S,
) -> httpx2.Response:
    try:
        async with asyncio.timeout(timeout_s):
            answer = await client.request(method, path, json=json)
    except (httpx2.HTTPError, TimeoutError) as error:
        raise RecorderAway from error
    if answer.is_error:
        raise _refusal(answer)
    return answer


def _refusal(answer: httpx2.Response) -> DomainError:
    code = problem_code(answer.content)
    if code in _HAND_OUT_CODES:
        return HandOutRefused(why=code)
    return _REFUSALS.get(code or "", RecorderAway)()


def _in(shape: type[T], answer: httpx2.Response) -> T:
    try:
        return TypeAdapter(shape).validate_json(answer.content)
    except ValidationError as error:
        raise RecorderAway from error
