"""The recorders over HTTP: one beside each exchange."""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping

import httpx2
import structlog

from dispatch.adapters.recorder_channels import channels_in
from dispatch.adapters.recorder_clients import make_clients
from dispatch.adapters.recorder_wire import (
    channel_faults_in,
    found_in,
    health_in,
    label_out,
    path_of,
    problem_code,
    recording_in,
    search_out,
)
from dispatch.ports.recorder_channels import ChannelNotFound, ChannelsFound, RecorderChannel
from dispatch.ports.recordings import (
    AudioNotReady,
    Label,
    Media,
    RecorderAway,
    RecorderHealth,
    Recording,
    RecordingFilter,
    RecordingNotFound,
    RecordingsFound,
)

log = structlog.get_logger()

TIMEOUT_S = 2.0
UNSATISFIABLE = 416
UNKNOWN = (404, 422)
PASSED_ON = ("accept-ranges", "content-length", "content-range", "content-type", "etag")
_NAME = re.compile(
    r"[0-9]{8}-[0-9]{6}-(?P<exchange>[A-Za-z0-9_-]{1,31})-[0-9]{9,10}\.[0-9]{1,10}(-r[0-9]{1,3})?"
)


class HttpRecordings:
    """See `dispatch.ports.recordings`.

    Args:
        addresses: The recorder's address by the name of its exchange.
        token: The secret recorder_api.
        transport: Tests may put one in the place of the network.

    Attributes:
        channel_faults: The faults of each faulty input by its label, as each exchange's recorder
            said when it was last asked for its health.
    """

    def __init__(
        self,
        addresses: Mapping[str, str],
        token: str,
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        self._clients = make_clients(addresses, token, TIMEOUT_S, transport)

        self.channel_faults: dict[str, dict[str, list[str]]] = {}

    async def close(self) -> None:
        """Let go of all connections."""
        for client in self._clients.values():
            await client.aclose()

    async def label(self, exchange: str, name: str, label: Label) -> None:
        """Tell whose call a recording holds; before its file is known, too."""
        client = self._client_of(exchange)
        await _ask(client, "PUT", f"/recordings/{name}/labels", json=label_out(label))

    async def search(self, wanted: RecordingFilter) -> RecordingsFound:
        """Find recordings, newest first; RecorderAway only when none answers."""
        exchanges = list(self._clients)
        answers = await asyncio.gather(*(self._search_one(one, wanted) for one in exchanges))
        pages = [page for page in answers if page is not None]
        if not pages:
            raise RecorderAway
        merged = sorted(
            (recording for page in pages for recording in page.recordings),
            key=lambda recording: (recording.started_at, recording.name),
            reverse=True,
        )
        from_journal = any(page.index == "journal" for page in pages)
        return RecordingsFound(
            recordings=merged[: wanted.limit],
            index="journal" if from_journal else "database",
            away=[one for one, page in zip(exchanges, answers, strict=True) if page is None],
        )

    async def get(self, name: str) -> Recording:
        """Give one recording; RecordingNotFound."""
        answer = await _ask(self._client_for(name), "GET", f"/recordings/{name}")
        return recording_in(answer.content)

    async def read(
        self, name: str, form: str, byte_range: str | None, window: Mapping[str, str] | None = None
    ) -> Media:
        """Read flac, opus, peaks, recent or live; byte_range as an HTTP Range header says it."""
        client = self._client_for(name)
        path = path_of(form, window or {})
        request = client.build_request("GET", f"/recordings/{name}/{path}")
        request.headers["Accept-Encoding"] = "identity"
        if byte_range is not None:
            request.headers["Range"] = byte_range
        answer = await _send(client, request)
        if answer.is_error and answer.status_code != UNSATISFIABLE:
            await answer.aread()
            raise _refusal(answer)
        headers = {key: answer.headers[key] for key in PASSED_ON if key in answer.headers}
        return Media(answer.status_code, headers, _body(answer))

    async def health(self, exchange: str) -> RecorderHealth:
        """Ask a recorder how it is."""
        self.channel_faults.pop(exchange, None)
        answer = await _ask(self._client_of(exchange), "GET", "/health")
        self.channel_faults[exchange] = channel_faults_in(answer.content)
        return health_in(answer.content)

    async def list_channels(self) -> ChannelsFound:
        """Give every input, by exchange and number."""
        exchanges = list(self._clients)
        answers = await asyncio.gather(*(self._channels_of(one) for one in exchanges))
        found = [channel for answer in answers for channel in answer or ()]
        away = [one for one, answer in zip(exchanges, answers, strict=True) if answer is None]
        return ChannelsFound(found, away)

    async def test_channel(self, exchange: str, name: str) -> None:
        """Feed an input the test tone; RecorderAway, ChannelNotFound."""
        try:
            await _ask(self._client_of(exchange), "POST", f"/channels/{name}/test")
        except RecordingNotFound:
            raise ChannelNotFound from None

    async def _channels_of(self, exchange: str) -> list[RecorderChannel] | None:
        try:
            answer = await _ask(self._clients[exchange], "GET", "/channels")
            return channels_in(exchange, answer.content)
        except (RecorderAway, RecordingNotFound):
            return None

    async def _search_one(self, exchange: str, wanted: RecordingFilter) -> RecordingsFound | None:
        try:
            answer = await _ask(
                self._clients[exchange], "GET", "/recordings", params=search_out(wanted)
            )
        except RecorderAway:
            log.warning("recorder.away", exchange=exchange)
            return None
        except RecordingNotFound:
            return RecordingsFound((), "database")
        return found_in(answer.content)

    def _client_of(self, exchange: str) -> httpx2.AsyncClient:
        if exchange not in self._clients:
            raise RecordingNotFound
        return self._clients[exchange]

    def _client_for(self, name: str) -> httpx2.AsyncClient:
        return self._client_of(exchange_in(name))


def exchange_in(name: str) -> str:
    """Give the exchange that a recording's name tells; RecordingNotFound where it is no name."""
    match = _NAME.fullmatch(name)
    if match is None:
        raise RecordingNotFound
    return match["exchange"]


async def _ask(
    client: httpx2.AsyncClient,
    method: str,
    path: str,
    *,
    json: Mapping[str, object] | None = None,
    params: Mapping[str, str] | None = None,
) -> httpx2.Response:
    """Ask, and wait TIMEOUT_S at most for all of the answer."""
    try:
        async with asyncio.timeout(TIMEOUT_S):
            answer = await client.request(method, path, json=json, params=params)
    except (httpx2.HTTPError, TimeoutError) as error:
        raise RecorderAway from error
    if answer.is_error:
        raise _refusal(answer)
    return answer


async def _send(client: httpx2.AsyncClient, request: httpx2.Request) -> httpx2.Response:
    try:
        async with asyncio.timeout(TIMEOUT_S):
            return await client.send(request, stream=True)
    except (httpx2.HTTPError, TimeoutError) as error:
        raise RecorderAway from error


def _refusal(answer: httpx2.Response) -> RecorderAway | RecordingNotFound | AudioNotReady:
    if answer.status_code not in UNKNOWN:
        log.warning("recorder.refused", status=answer.status_code)
        return RecorderAway()
    ready = problem_code(answer.content) != AudioNotReady.code
    return RecordingNotFound() if ready else AudioNotReady()


async def _body(answer: httpx2.Response) -> AsyncIterator[bytes]:
    try:
        async for piece in answer.aiter_raw():
            yield piece
    finally:
        await answer.aclose()
