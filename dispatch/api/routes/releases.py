"""Recordings leave the centre: evidence, exports, and redacted copies."""

import asyncio
from collections.abc import Sequence
from typing import Annotated
from uuid import UUID, uuid5

from fastapi import APIRouter, Path, Request

from dispatch.api.context import Context, context_of
from dispatch.api.identity import Actor, reader
from dispatch.api.media_signature import LASTS
from dispatch.api.releasing import note_refusal, on_record, releaser
from dispatch.contracts.releases import (
    HandOut,
    HandOutStandingView,
    HandOutView,
    Redact,
    RedactableView,
    RedactedCopyView,
)
from dispatch.domain.call import CallNotFound
from dispatch.domain.hand_out import HandOutPart, check_password, divide
from dispatch.domain.incident import IncidentNotFound
from dispatch.domain.people import Session, Verb
from dispatch.domain.redaction import MutedSpan
from dispatch.ports.recordings import Recording
from dispatch.ports.releases import WantedCopy, WantedHandOut
from dispatch.ports.transaction import Transaction
from dispatch.services.recordings import hand_out_recordings as hand_out_case
from dispatch.services.recordings import redact_recording as redact_case

router = APIRouter(prefix="/recordings", tags=["recordings"])

NAME = r"^[0-9A-Za-z_.-]{1,80}$"
EXCHANGE = r"^[A-Za-z0-9][A-Za-z0-9_-]{0,30}$"
Name = Annotated[str, Path(pattern=NAME)]
_EVENTS = 1


@router.post("/hand-outs")
async def hand_out(
    asked: HandOut,
    by: Annotated[Actor, releaser(Verb.EXPORT_RECORDINGS, "hand_out_recording")],
    request: Request,
) -> HandOutView:
    """Account for each recording, then let their recorders make the files."""
    context = context_of(request)
    subject = _subject(asked)
    password = None if asked.password is None else asked.password.get_secret_value() or None

    async def run() -> HandOutView:
        check_password(password, asked.form)
        recordings = await _recordings(asked, context)
        parts = divide([(one.exchange, one.name) for one in recordings])
        command = hand_out_case.HandOutRecordings(
            [(one.name, one.call_id) for one in recordings],
            asked.form,
            password is not None,
            asked.reason,
            by.person,
        )

        async def account(tx: Transaction) -> HandOutView:
            await hand_out_case.hand_out_recordings(command, tx)
            return HandOutView.model_validate({"id": by.key, "parts": parts})

        told = await by.do("hand_out_recordings", account, HandOutView, asked)
        await asyncio.gather(*(_begin(part, asked, password, by, context) for part in parts))
        return told

    return await on_record(context, by.person, "hand_out_recording", subject, run)


@router.get("/hand-outs/{hand_out_id}/{exchange}")
async def get_standing(
    hand_out_id: UUID,
    exchange: Annotated[str, Path(pattern=EXCHANGE)],
    viewer: Annotated[Session, reader(Verb.EXPORT_RECORDINGS)],
    request: Request,
) -> HandOutStandingView:
    """Tell how far a part is, and where its file lies once it is ready."""
    context = context_of(request)
    standing = await context.releases.get(exchange, hand_out_id)
    subject, url = f"{exchange}.{hand_out_id}.zip", None
    if standing.stage == "refused":
        key = uuid5(hand_out_id, exchange)
        code = standing.code or "refused"
        await note_refusal(context, viewer.person, "hand_out_recording", subject, code, key=key)
    if standing.stage == "ready":
        expires_at = context.clock.now().replace(microsecond=0) + LASTS
        signed = context.media.sign(subject, expires_at)
        url = signed.replace("/media/recordings/", "/media/hand-outs/")
    return HandOutStandingView.model_validate(
        {name: getattr(standing, name) for name in standing.__slots__} | {"url": url}
    )


@router.post("/{name}/redactions")
async def redact(
    name: Name,
    asked: Redact,
    by: Annotated[Actor, releaser(Verb.REDACT_RECORDINGS, "redact_recording")],
    request: Request,
) -> RedactedCopyView:
    """Let the recorder make a copy with spans muted, and account for it."""
    context = context_of(request)
    wanted = WantedCopy(
        by.key,
        name,
        [MutedSpan(one.first, one.end, one.lanes) for one in asked.spans],
        asked.filling,
        by.staff_number,
        asked.reason,
    )

    async def run() -> RedactedCopyView:
        recording = await context.recordings.get(name)
        copy = await context.releases.redact(wanted)
        command = redact_case.RedactRecording(copy, recording.call_id, by.person)
        return await by.do(
            "redact_recording",
            lambda tx: redact_case.redact_recording(command, tx),
            RedactedCopyView,
            name,
            asked,
        )

    return await on_record(context, by.person, "redact_recording", name, run)


@router.get("/{name}/redactions")
async def list_copies(
    name: Name,
    viewer: Annotated[Session, reader(Verb.SEARCH_RECORDINGS)],
    request: Request,
) -> RedactableView:
    """Tell how long a recording is, in samples, and list its redacted copies."""
    return RedactableView.model_validate(await context_of(request).releases.list_copies(name))


async def _begin(
    part: HandOutPart, asked: HandOut, password: str | None, by: Actor, context: Context
) -> None:
    await context.releases.begin(
        WantedHandOut(by.key, asked.form, part, by.staff_number, asked.reason, password)
    )


async def _recordings(asked: HandOut, context: Context) -> Sequence[Recording]:
    names = list(asked.recordings)
    if asked.call_id is not None:
        call = await context.queries.find_call(asked.call_id)
        if call is None:
            raise CallNotFound
        names += [name for name in (call.recording, call.message) if name]
    if asked.incident_id is not None:
        story = await context.incidents.read_story(asked.incident_id, _EVENTS)
        if story is None:
            raise IncidentNotFound
        names += story.recordings
    return [await context.recordings.get(name) for name in sorted(set(names))]


def _subject(asked: HandOut) -> str:
    """What was wanted, for the line of a refusal."""
    if asked.incident_id or asked.call_id:
        return str(asked.incident_id or asked.call_id)
    return ",".join(asked.recordings[:3]) or "-"
