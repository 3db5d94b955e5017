"""How the recorders keep, over HTTP: stores, holds, deletions."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

import httpx2
import structlog
from pydantic import BaseModel, ConfigDict, ValidationError

from dispatch.adapters.recorder import TIMEOUT_S, UNKNOWN, exchange_in
from dispatch.adapters.recorder_clients import make_clients
from dispatch.adapters.recorder_wire import problem_code
from dispatch.domain.recording_keeping import REFUSALS
from dispatch.ports.recording_keeper import (
    AskedDeletion,
    ExchangeKeeping,
    Hold,
    Outlived,
    PlaceCount,
    StoreRoom,
)
from dispatch.ports.recordings import RecorderAway, RecordingNotFound

log = structlog.get_logger()
Shape = TypeVar("Shape", bound=BaseModel)


class _Read(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)


class _Forecast(_Read):
    days_left: int
    bytes_a_day: int
    free_bytes: int
    basis: str


class _Store(_Read):
    place: str
    kind: str
    is_there: bool
    forecast: _Forecast | None


class _Place(_Read):
    place: str
    kind: str
    confirmed: int
    differs: int
    last_at: datetime | None


class _Hold(_Read):
    recording: str
    held_by: str
    reason: str
    held_at: datetime


class _Asked(_Read):
    recording: str
    cause: str
    asked_by: str
    reason: str
    asked_at: datetime
    confirmed_by: str | None


class _Keeping(_Read):
    stores: tuple[_Store, ...]
    places: tuple[_Place, ...]
    second_due: int
    archive_due: int
    archive_lags: int
    holds: tuple[_Hold, ...]
    asked: tuple[_Asked, ...]


class _Verdict(_Read):
    recording: str
    class_name: str
    days: int
    goes: bool
    why: str


class _Retention(_Read):
    verdicts: tuple[_Verdict, ...]


class HttpRecordingKeeper:
    """See `dispatch.ports.recording_keeper`.

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
        self._clients = make_clients(addresses, token, TIMEOUT_S, transport)

    async def close(self) -> None:
        """Let go of all connections."""
        for client in self._clients.values():
            await client.aclose()

    async def list_keeping(self) -> Sequence[ExchangeKeeping]:
        """Say how each recorder keeps; one that is away is named."""
        return await asyncio.gather(*(self._keeping(exchange) for exchange in self._clients))

    async def hold(self, name: str, *, by: str, reason: str) -> None:
        """Hold it: nothing deletes it until it is released."""
        await self._act(name, "hold", by=by, reason=reason)

    async def release(self, name: str, *, by: str, reason: str) -> None:
        """Let it go."""
        await self._act(name, "release", by=by, reason=reason)

    async def ask_deletion(self, name: str, *, by: str, reason: str) -> None:
        """Ask that another person confirms its deletion."""
        await self._act(name, "ask-deletion", by=by, reason=reason)

    async def confirm_deletion(self, name: str, *, by: str) -> None:
        """Confirm what another person asked."""
        await self._act(name, "confirm-deletion", by=by)

    async def withdraw_deletion(self, name: str, *, by: str) -> None:
        """Take back what is asked and not confirmed."""
        await self._act(name, "withdraw-deletion", by=by)

    async def _act(self, name: str, verb: str, **told: str) -> None:
        exchange = exchange_in(name)
        if exchange not in self._clients:
            raise RecordingNotFound
        await _ask(self._clients[exchange], "PUT", f"/recordings/{name}/{verb}", told)

    async def _keeping(self, exchange: str) -> ExchangeKeeping:
        client = self._clients[exchange]
        try:
            keeping = _read(_Keeping, await _ask(client, "GET", "/keeping"))
            retention = _read(_Retention, await _ask(client, "GET", "/retention"))
        except (RecorderAway, RecordingNotFound):
            log.warning("recorder.away", exchange=exchange)
            return ExchangeKeeping(exchange, is_away=True)
        return ExchangeKeeping(
            exchange,
            is_away=False,
            stores=[_room(one) for one in keeping.stores],
            places=[PlaceCount(**one.model_dump()) for one in keeping.places],
            second_due=keeping.second_due,
            archive_due=keeping.archive_due,
            archive_lags=keeping.archive_lags,
            holds=[Hold(**one.model_dump()) for one in keeping.holds],
            asked=[AskedDeletion(**one.model_dump()) for one in keeping.asked],
            outlived=[Outlived(**one.model_dump()) for one in retention.verdicts],
        )


def _room(store: _Store) -> StoreRoom:
    told = store.forecast
    if told is None:
        return StoreRoom(store.place, store.kind, store.is_there, None, None, None, None)
    forecast = told.days_left, told.bytes_a_day, told.free_bytes, told.basis
    return StoreRoom(store.place, store.kind, store.is_there, *forecast)


async def _ask(
    client: httpx2.AsyncClient, method: str, path: str, json: Mapping[str, Any] | None = None
) -> bytes:
    """Ask once, and wait TIMEOUT_S at most for all of the answer."""
    try:
        async with asyncio.timeout(TIMEOUT_S):
            answer = await client.request(method, path, json=json)
    except (httpx2.HTTPError, TimeoutError) as error:
        raise RecorderAway from error
    if not answer.is_error:
        return answer.content
    refusal = REFUSALS.get(problem_code(answer.content) or "")
    if refusal is not None:
        raise refusal
    if answer.status_code in UNKNOWN:
        raise RecordingNotFound
    log.warning("recorder.refused", status=answer.status_code)
    raise RecorderAway


def _read(shape: type[Shape], content: bytes) -> Shape:
    try:
        return shape.model_validate_json(content)
    except ValidationError as error:
        raise RecorderAway from error
