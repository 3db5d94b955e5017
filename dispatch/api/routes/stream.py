"""The event stream; its messages are told in `dispatch.contracts.stream`."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from uuid import UUID

import structlog
from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from pydantic import ValidationError

from dispatch.api.context import Context, context_of_socket
from dispatch.api.device_identity import Listener, find_listener
from dispatch.api.figures import STREAMS
from dispatch.api.positions import PositionTeller, Trackers
from dispatch.api.presence import stay_present
from dispatch.api.routes.session import you
from dispatch.contracts.base import PROTOCOL_VERSION, View
from dispatch.contracts.devices import DeviceView
from dispatch.contracts.parts import PartView
from dispatch.contracts.positions import Positions, WatchPositions
from dispatch.contracts.stream import (
    Closed,
    Hello,
    Lamps,
    SnapshotNeeded,
    Watermark,
    Welcome,
)
from dispatch.domain.device import Device, DeviceRevoked
from dispatch.domain.errors import DomainError
from dispatch.domain.events import Kind
from dispatch.domain.people import Session, SessionEnded
from dispatch.ports import event_log
from dispatch.ports.event_log import StreamedEvent, StreamMark, StreamPosition

log = structlog.get_logger()

router = APIRouter()

HELLO_WITHIN_S = 5.0
POLICY_VIOLATION = 1008
NO_STATUS = 1005


@router.websocket("/stream")
async def stream(socket: WebSocket) -> None:
    """Serve one client until it leaves, its session ends or its position is lost."""
    await socket.accept()
    context = context_of_socket(socket)
    try:
        hello = await _hear_hello(socket)
        listener = await find_listener(context, hello.token)
        await _serve(socket, context, listener, hello)
    except DomainError as refused:
        await _close(socket, refused.code)
    except (TimeoutError, ValidationError):
        await _close(socket, "not_understood")
    except (WebSocketDisconnect, RuntimeError):
        log.debug("stream.left")


async def _hear_hello(socket: WebSocket) -> Hello:
    async with asyncio.timeout(HELLO_WITHIN_S):
        return Hello.model_validate_json(await _hear(socket))


async def _serve(socket: WebSocket, context: Context, listener: Listener, hello: Hello) -> None:
    audiences = listener.audiences
    await _send(
        socket,
        Welcome(
            server=context.server,
            protocol_version=PROTOCOL_VERSION,
            epoch=context.event_log.epoch,
            audiences=tuple(sorted(audiences)),
            you=await you(context, listener) if isinstance(listener, Session) else None,
            device=DeviceView.model_validate(listener) if isinstance(listener, Device) else None,
        ),
    )
    if hello.after is None:
        await _send(socket, SnapshotNeeded(code="no_position"))
        return
    after = StreamPosition(hello.after.epoch, hello.after.n)
    telling = asyncio.create_task(_tell(socket, context, listener, after))
    positions = _positions(socket, context)
    present = asyncio.create_task(stay_present(context, listener))
    with STREAMS.track_inprogress():
        try:
            await _hear_wishes(socket, positions if isinstance(listener, Session) else None)
        finally:
            await positions.watch(wanted=False)
            present.cancel()
            telling.cancel()
            with suppress(asyncio.CancelledError, WebSocketDisconnect, RuntimeError):
                await telling


async def _hear_wishes(socket: WebSocket, positions: PositionTeller | None) -> None:
    """Hear what a client says after its hello, until it leaves; the rest is dropped.

    Positions are for people: a station's device is told none.
    """
    while True:
        said = await _hear(socket)
        with suppress(ValidationError):
            wish = WatchPositions.model_validate_json(said)
            if positions is not None:
                await positions.watch(wanted=wish.watch, view=wish.view)


def _positions(socket: WebSocket, context: Context) -> PositionTeller:
    async def send(positions: Positions) -> None:
        await _send(socket, positions)

    trackers: Trackers = socket.app.state.trackers
    return PositionTeller(context.fleet, trackers, context.clock, send)


async def _hear(socket: WebSocket) -> str | bytes:
    """Give the next message, text or not; WebSocketDisconnect when the client left."""
    message = await socket.receive()
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message.get("code", NO_STATUS))
    said: str | bytes = message.get("text") or message.get("bytes") or ""
    return said


async def _tell(
    socket: WebSocket, context: Context, listener: Listener, after: StreamPosition
) -> None:
    try:
        async for told in _own_events(context, listener, after):
            if isinstance(told, StreamMark):
                await _send(socket, _watermark(told))
                await _send(socket, _lamps(context))
            else:
                await socket.send_text(_event_text(told))
    except event_log.SnapshotNeeded as needed:
        code = "other_epoch" if "other_epoch" in needed.parameters.values() else "unknown_position"
        await _send(socket, SnapshotNeeded.model_validate({"code": code}))
        await socket.close()
    except DomainError as refused:
        await _close(socket, refused.code)


async def _own_events(
    context: Context, listener: Listener, after: StreamPosition
) -> AsyncIterator[StreamedEvent | StreamMark]:
    """Give the listener's stream, and end it with the session or the device's right to it."""
    async for told in context.event_log.stream(listener.audiences, after):
        yield told
        if isinstance(listener, Device):
            if _is_about(told, Kind.DEVICE_REVOKED, listener.id):
                raise DeviceRevoked
        elif _is_late(told, listener) or _is_about(told, Kind.SESSION_ENDED, listener.id):
            raise SessionEnded


def _is_late(told: StreamedEvent | StreamMark, session: Session) -> bool:
    return isinstance(told, StreamMark) and told.at >= session.expires_at


def _is_about(told: StreamedEvent | StreamMark, kind: Kind, subject: UUID) -> bool:
    if isinstance(told, StreamMark):
        return False
    return told.event.kind == kind and subject in told.event.subjects


def _watermark(mark: StreamMark) -> Watermark:
    return Watermark(epoch=mark.epoch, last=mark.last, server_time=mark.at)


def _lamps(context: Context) -> Lamps:
    parts = tuple(PartView.model_validate(part) for part in context.lamps.parts())
    return Lamps(server=context.server, parts=parts)


def _event_text(told: StreamedEvent) -> str:
    """Write an EventMessage around the JSON that was made once for all clients."""
    head = f'{{"type":"event","n":{told.event.n},"previous_n":{told.previous_n}'
    return f'{head},"event":{told.event.json}}}'


async def _send(socket: WebSocket, message: View) -> None:
    await socket.send_text(message.model_dump_json())


async def _close(socket: WebSocket, code: str) -> None:
    with suppress(WebSocketDisconnect, RuntimeError):
        await _send(socket, Closed(code=code))
        await socket.close(POLICY_VIOLATION)
