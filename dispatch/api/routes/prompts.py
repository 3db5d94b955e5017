"""Prompts: what callers hear, its texts, languages and versions, and what is in use."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from starlette.requests import ClientDisconnect

from dispatch.api.context import Context, context_of
from dispatch.api.identity import Actor, actor, reader
from dispatch.api.multipart import FilePart
from dispatch.api.prompt_views import show_prompts
from dispatch.api.routes.directory import UPLOAD_BODY
from dispatch.contracts import prompts as wire
from dispatch.domain.directory_import import UploadNotUnderstood
from dispatch.domain.people import Session, Verb
from dispatch.domain.prompt import FLOOR, PromptLanguage, PromptTake, PromptVersionNotFound
from dispatch.domain.prompt_catalogue import get_prompt
from dispatch.domain.prompt_files import sounds_of
from dispatch.domain.spoken import say
from dispatch.ports.call_control import ExchangeAway
from dispatch.ports.prompts import PromptPhone
from dispatch.ports.transaction import Transaction
from dispatch.services.prompts.record_prompt import record_prompt
from dispatch.services.prompts.upload_prompt import UploadPrompt, upload_prompt
from dispatch.services.prompts.use_prompt import use_prompt
from dispatch.services.prompts.write_prompt_languages import write_prompt_languages
from dispatch.services.prompts.write_prompt_text import write_prompt_text

router = APIRouter(prefix="/prompts", tags=["prompts"])

Manager = Annotated[Actor, actor(Verb.MANAGE_PROMPTS)]
Reader = Annotated[Session, reader(Verb.MANAGE_PROMPTS)]
Key = Annotated[str, Path(pattern=r"^[a-z0-9_-]{1,40}$")]
Language = Annotated[str, Path(pattern=r"^[A-Za-z0-9-]{2,16}$")]
Digest = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]
Kind = Literal["place", "number", "ambulances", "casualties", "plate", "time", "address"]
Value = Annotated[str, Query(min_length=1, max_length=40)]
WAV = "audio/wav"


@dataclass(frozen=True, slots=True)
class _About:
    key: str | None
    language: str | None


@router.get("")
async def list_prompts(_: Reader, request: Request) -> wire.PromptListView:
    """Give every prompt in every language of the centre, with its versions."""
    context = context_of(request)
    return show_prompts(await context.prompts.queries.read_book(), context.prompts.built_in)


@router.put("/languages")
async def change_languages(asked: wire.WritePromptLanguages, by: Manager) -> wire.PromptWritten:
    """Say which languages there are, and which callers hear, in which order."""
    languages = tuple(PromptLanguage(one.tag, one.name, one.is_heard) for one in asked.languages)

    async def run(tx: Transaction) -> _About:
        await write_prompt_languages(languages, tx)
        return _About(None, None)

    return await by.do("write_prompt_languages", run, wire.PromptWritten, asked)


@router.put("/{key}/{language}/text")
async def write_text(
    key: Key, language: Language, asked: wire.WritePromptText, by: Manager
) -> wire.PromptWritten:
    """Write down what a prompt shall say."""
    return await by.do(
        "write_prompt_text",
        lambda tx: write_prompt_text(key, language, asked.text, by.staff_number, tx),
        wire.PromptWritten,
        key,
        language,
        asked,
    )


@router.post("/{key}/{language}/versions", openapi_extra=UPLOAD_BODY)
async def upload(
    key: Key, language: Language, by: Manager, request: Request
) -> wire.PromptVersionView:
    """Take a sound file as a version that is not in use yet."""
    file_name, data = await _receive(request)
    sound = await asyncio.to_thread(context_of(request).prompts.audio.convert, data, file_name)
    command = UploadPrompt(key, language, file_name, sound, by.staff_number)
    return await by.do(
        "upload_prompt",
        lambda tx: upload_prompt(command, tx),
        wire.PromptVersionView,
        key,
        language,
        file_name,
        sound.sha256,
    )


@router.put("/{key}/{language}/use")
async def put_in_use(
    key: Key, language: Language, asked: wire.UsePrompt, by: Manager
) -> wire.PromptWritten:
    """Let callers hear a version, or the built-in one again."""

    async def run(tx: Transaction) -> _About:
        await use_prompt(key, language, asked.version_id, by.staff_number, tx)
        return _About(key, language)

    return await by.do("use_prompt", run, wire.PromptWritten, key, language, asked)


@router.post("/{key}/{language}/record")
async def record(
    key: Key, language: Language, asked: wire.RecordPrompt, by: Manager, request: Request
) -> wire.PromptTakeView:
    """Ring a seat's phone, into which the prompt is spoken; asked of the exchange once."""
    phone = _one_that_acts(context_of(request).prompts.phones)
    begun: list[PromptTake] = []

    async def run(tx: Transaction) -> PromptTake:
        begun[:] = [await record_prompt(key, language, asked.seat, by.staff_number, tx)]
        return begun[0]

    view = await by.do("record_prompt", run, wire.PromptTakeView, key, language, asked)
    if begun:
        await phone.record(begun[0])
    return view


@router.get("/audio/{sha256}")
async def play_version(sha256: Digest, _: Reader, request: Request) -> Response:
    """Give a version's sound."""
    context = context_of(request)
    audio = (await context.prompts.queries.read_audio([sha256])).get(sha256)
    return _sound(audio, context)


@router.get("/built-in/{key}/audio")
async def play_built_in(key: Key, _: Reader, request: Request) -> Response:
    """Give the sound that the product came with."""
    context = context_of(request)
    return _sound(context.prompts.built_in[get_prompt(key).key].audio, context)


@router.get("/spoken")
async def list_spoken(
    kind: Kind, value: Value, _: Reader, request: Request, language: str = FLOOR
) -> wire.SpokenRowView:
    """Put a number, plate, time, count or part of an address into a row of prompts."""
    row = say(kind, value, language)
    sounds = await _sounds(row, language, context_of(request))
    silent = tuple(dict.fromkeys(key for key in row if sounds[key] is None))
    return wire.SpokenRowView(keys=row, silent=silent)


@router.get("/spoken/audio")
async def play_spoken(
    kind: Kind, value: Value, _: Reader, request: Request, language: str = FLOOR
) -> Response:
    """Give the sound of such a row; what has no audio is left out."""
    context, row = context_of(request), say(kind, value, language)
    sounds = await _sounds(row, language, context)
    return _sound(b"".join(sound for key in row if (sound := sounds[key])) or None, context)


async def _sounds(
    row: tuple[str, ...], language: str, context: Context
) -> Mapping[str, bytes | None]:
    book = await context.prompts.queries.read_book()
    wanted = [one.sha256 for one in book.choices if one.key in row]
    kept = await context.prompts.queries.read_audio(wanted)
    find = sounds_of(book, context.prompts.built_in, kept.__getitem__)
    return {key: find(key, language) for key in row}


def _sound(audio: bytes | None, context: Context) -> Response:
    if audio is None:
        raise PromptVersionNotFound
    headers = {"Cache-Control": "private, no-store"}
    return Response(context.prompts.audio.playable(audio), media_type=WAV, headers=headers)


async def _receive(request: Request) -> tuple[str, bytes]:
    """Read the whole file; the edge bounds it."""
    part, pieces = FilePart(request.headers.get("content-type", "")), list[bytes]()
    try:
        async for data in request.stream():
            pieces += part.feed(data)
    except ClientDisconnect:
        raise UploadNotUnderstood from None
    if not part.complete:
        raise UploadNotUnderstood
    return part.file_name, b"".join(pieces)


def _one_that_acts(phones: Mapping[str, PromptPhone]) -> PromptPhone:
    for phone in phones.values():
        if phone.acts:
            return phone
    raise ExchangeAway
