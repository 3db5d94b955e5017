"""One server's routes on a real database; what lies beyond the database is small and in memory."""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest
from fastapi import FastAPI
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.area_reports import FoliumAreaReports
from dispatch.adapters.asterisk.prompt_folder import read_built_in
from dispatch.adapters.feed_desk import PostgresFeedDesk
from dispatch.adapters.fleet import FleetReader
from dispatch.adapters.map_data import PostgresMapData
from dispatch.adapters.order_sheet.typst_sheets import TypstOrderSheets
from dispatch.adapters.passwords import Argon2Passwords, Cost
from dispatch.adapters.places import PostgresPlaces
from dispatch.adapters.postgres.audio_proof_queries import PostgresAudioProofQueries
from dispatch.adapters.postgres.basis_queries import PostgresBasisQueries
from dispatch.adapters.postgres.calibration_queries import PostgresCalibrationQueries
from dispatch.adapters.postgres.closure_queries import PostgresClosureQueries
from dispatch.adapters.postgres.commands import PostgresCommands
from dispatch.adapters.postgres.contact_queries import PostgresContactQueries
from dispatch.adapters.postgres.event_log import PostgresEventLog
from dispatch.adapters.postgres.incident_queries import PostgresIncidentQueries
from dispatch.adapters.postgres.link_queries import PostgresLinkQueries
from dispatch.adapters.postgres.milestone_queries import PostgresMilestoneQueries
from dispatch.adapters.postgres.nuisance_queries import PostgresNuisanceQueries
from dispatch.adapters.postgres.order_queries import PostgresOrderQueries
from dispatch.adapters.postgres.prompt_queries import PostgresPromptQueries
from dispatch.adapters.postgres.queries import PostgresQueries
from dispatch.adapters.postgres.repositories.caller_places import PostgresCallerPlaceQueries
from dispatch.adapters.postgres.statistics import PostgresStatistics
from dispatch.adapters.prompt_audio import SoundfilePromptAudio
from dispatch.adapters.roads import HttpRoads
from dispatch.adapters.subscriber_files import SubscriberFolder
from dispatch.api.app import create_app
from dispatch.api.context import Context
from dispatch.api.media_signature import MediaSigner
from dispatch.bootstrap.map_parts import make_map_desk
from dispatch.bootstrap.map_window import make_map_window
from dispatch.bootstrap.upkeep_parts import make_upkeep_desk
from dispatch.config import Boot, Settings
from dispatch.domain.call import Call
from dispatch.domain.call_note import CallNote
from dispatch.domain.origin import Origin, Wire
from dispatch.domain.part import Part
from dispatch.domain.people import Person, Role
from dispatch.domain.prompt import PromptTake
from dispatch.domain.signal import CallOffered
from dispatch.domain.site_rules import phones_of
from dispatch.ports.closures import ClosureDesk
from dispatch.ports.commands import Json, Keyed, UseCase
from dispatch.ports.prompts import PromptDesk
from dispatch.ports.transaction import Transaction
from dispatch.services.calls.record_offered_call import record_offered_call
from dispatch.services.people.sign_in import SignIn, sign_in
from dispatch.services.site.found_centre import FoundCentre, found_centre
from dispatch.simulator.demo_centre import site_settings, subscribers
from dispatch.workers.directory_import import DirectoryImportWorker
from tests.integration.directory.cover_parts import cover_parts
from tests.integration.directory.memory_recordings import MemoryRecordings
from tests.integration.directory.memory_releases import MemoryReleases
from tests.unit.memory_keeper import MemoryRecordingKeeper
from tests.unit.memory_recorder_channels import MemoryRecorderChannels
from tests.unit.memory_terminals import MemoryTerminalDesk

PASSWORD = "一个十个字符以上的密码"
TEST = Origin("test", Wire.CLI)
STAFF = {
    Role.CALL_TAKER: "1027",
    Role.SHIFT_LEADER: "2003",
    Role.DIRECTOR: "3001",
    Role.ADMINISTRATOR: "9001",
    Role.AUDITOR: "7001",
}


class StillClock:
    """Stands at the real instant at which it was made, until it is moved."""

    def __init__(self) -> None:
        self.at = datetime.now(UTC)  # noqa: TID251 - the database's own clock runs beside it

    def now(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


class NoLamps:
    """No part is watched."""

    def parts(self) -> Sequence[Part]:
        return []


class Client:
    """A person at a page, or nobody."""

    def __init__(self, http: httpx2.AsyncClient) -> None:
        self.http = http

    async def get(self, path: str, **params: Any) -> httpx2.Response:
        return await self.http.get(f"/api/v1{path}", params=params)

    async def act(
        self, method: str, path: str, body: object = None, key: UUID | None = None
    ) -> httpx2.Response:
        headers = {"Idempotency-Key": str(key or uuid4())}
        return await self.http.request(method, f"/api/v1{path}", json=body, headers=headers)

    async def upload(
        self, content: bytes, key: UUID | None = None, name: str = "三字段.csv"
    ) -> httpx2.Response:
        return await self.send_file("/directory/imports", content, name, key)

    async def send_file(
        self, path: str, content: bytes, name: str, key: UUID | None = None
    ) -> httpx2.Response:
        return await self.http.post(
            f"/api/v1{path}",
            files={"file": (name, content, "application/octet-stream")},
            headers={"Idempotency-Key": str(key or uuid4())},
        )


class MemoryPromptPhone:
    """See `dispatch.ports.prompts`."""

    acts = True

    def __init__(self) -> None:
        self.asked: list[PromptTake] = []

    async def record(self, take: PromptTake) -> None:
        self.asked.append(take)


@dataclass
class Centre:
    """A founded centre with one person of each role, all signed in, and one of its servers."""

    app: FastAPI
    commands: PostgresCommands
    queries: PostgresQueries
    clock: StillClock
    recordings: MemoryRecordings
    imports: Path
    clients: dict[Role | None, Client]
    prompt_phone: MemoryPromptPhone
    releases: MemoryReleases

    def by(self, role: Role | None) -> Client:
        """Give the page of a role; None is nobody."""
        return self.clients[role]

    def worker(self, name: str, **bounds: Any) -> DirectoryImportWorker:
        """Make the import worker of a server."""
        files = SubscriberFolder(self.imports)
        return DirectoryImportWorker(name, self.commands, self.queries, files, **bounds)

    async def run(self, use_case: UseCase) -> Json:
        """Run a use case."""
        return await self.commands.run(Keyed(None, "test"), TEST, use_case)

    async def offer_call(
        self,
        number: str | None,
        happened_at: datetime | None = None,
        notes: tuple[CallNote, ...] = (),
    ) -> Call:
        """Let a call reach the centre."""
        calls: list[Call] = []
        unique_id = f"node1-{uuid4()}"
        signal = CallOffered(
            exchange="node1",
            call_unique_id=unique_id,
            happened_at=happened_at or self.clock.now(),
            number=number,
            name=None,
            called_number="120",
            trunk="carrier",
            recording=f"20251122-120000-{unique_id}",
            notes=notes,
        )

        async def run(tx: Transaction) -> Json:
            calls.append(await record_offered_call(signal, tx))
            return None

        await self.run(run)
        return calls[-1]

    async def change_call(self, call: Call, **fields: Any) -> None:
        """Store a call as if all that had happened."""

        async def run(tx: Transaction) -> Json:
            await tx.calls.save(replace(call, **fields))
            return None

        await self.run(run)

    async def trail(self) -> list[tuple[str, str, str]]:
        """Give actor, verb and subject of the whole audit trail, oldest first."""
        lines = await self.queries.list_audit(None, 500)
        entries = [line.entry for line in reversed(lines)]
        return [(entry.actor, entry.verb, entry.subject) for entry in entries]

    async def kinds(self) -> list[str]:
        """Give the kinds of all events, oldest first."""
        return [_kind(text) for text in await self.queries.list_events(0, 500)]


def _kind(text: str) -> str:
    return str(json.loads(text)["kind"])


NO_EXCHANGE: dict[str, Any] = {
    name: {}
    for name in (
        "exchanges",
        "supervision",
        "fetches",
        "surges",
        "voices",
        "desk",
        "conferences",
        "skills",
    )
} | {"lamps": NoLamps(), "media": MediaSigner("shared")}
NO_FLEET: dict[str, Any] = {"roads": HttpRoads(None, ""), "fleet": FleetReader("")}


@pytest.fixture
async def centre(engine: AsyncEngine, tmp_path: Path) -> AsyncIterator[Centre]:
    """Give a centre."""
    commands, queries, clock = PostgresCommands(engine), PostgresQueries(engine), StillClock()
    passwords, recordings = Argon2Passwords(Cost(8, 1, 1)), MemoryRecordings()
    kept, prompt_phone = await passwords.hash(PASSWORD), MemoryPromptPhone()
    context = Context(
        server="server-1",
        settings=Settings(state=tmp_path, boot=_boot()),
        commands=commands,
        queries=queries,
        incidents=PostgresIncidentQueries(engine),
        nuisance=PostgresNuisanceQueries(engine),
        event_log=PostgresEventLog(""),
        passwords=passwords,
        clock=clock,
        **NO_EXCHANGE,
        recordings=recordings,
        releases=(releases := MemoryReleases()),
        **NO_FLEET,
        **_reads(engine),
        order_sheets=TypstOrderSheets(zone="Asia/Shanghai", demo=True),
        subscriber_files=SubscriberFolder(tmp_path / "imports"),
        area_reports=FoliumAreaReports(engine, tmp_path / "no-leaflet"),
        prompts=_prompts(engine, prompt_phone),
        maps=make_map_desk(engine, engine, tmp_path),
        **cover_parts(engine, clock),
        pages=tmp_path / "no-pages",
    )
    app = create_app(context, nobodys_hash=kept)
    await commands.run(Keyed(None, "found"), TEST, _founding(kept))
    async with AsyncExitStack() as stack:
        clients = {
            role: Client(await stack.enter_async_context(_http(app, role)))
            for role in (None, *STAFF)
        }
        imports = tmp_path / "imports"
        parts = (recordings, imports, clients, prompt_phone, releases)
        yield Centre(app, commands, queries, clock, *parts)


def _reads(engine: AsyncEngine) -> dict[str, Any]:
    return {
        "orders": PostgresOrderQueries(engine),
        "contacts": PostgresContactQueries(engine),
        "audio_proofs": PostgresAudioProofQueries(engine),
        "calibrations": PostgresCalibrationQueries(engine),
        "milestones": PostgresMilestoneQueries(engine),
        "terminals": MemoryTerminalDesk(),
        "recording_keeper": MemoryRecordingKeeper(),
        "basis": PostgresBasisQueries(engine),
        "statistics": PostgresStatistics(engine),
        "closures": ClosureDesk(PostgresClosureQueries(engine), HttpRoads(None, "")),
        "caller_places": PostgresCallerPlaceQueries(engine),
        "location_links": PostgresLinkQueries(engine),
        "map_data": PostgresMapData(engine),
        "map_window": make_map_window(engine, engine, PostgresPlaces(engine)),
        "places": PostgresPlaces(engine),
        "upkeep": make_upkeep_desk(engine, engine),
        "feeds": PostgresFeedDesk(engine),
        "recorder_channels": MemoryRecorderChannels(),
    }


def _prompts(engine: AsyncEngine, phone: MemoryPromptPhone) -> PromptDesk:
    return PromptDesk(
        PostgresPromptQueries(engine), SoundfilePromptAudio(), {"node1": phone}, read_built_in()
    )


def _http(app: FastAPI, role: Role | None) -> httpx2.AsyncClient:
    headers = {"Authorization": f"Bearer {token(role)}"} if role else {}
    transport = httpx2.ASGITransport(app)
    return httpx2.AsyncClient(transport=transport, base_url="http://server-1", headers=headers)


def token(role: Role) -> str:
    """Give the token of the one person of a role."""
    return f"token-{role}"


def _founding(password_hash: str) -> UseCase:
    async def run(tx: Transaction) -> Json:
        people = tuple(
            Person(number, f"某{number}", frozenset({role}), password_hash, active=True)
            for role, number in STAFF.items()
        )
        settings = site_settings(tx.now)
        secrets = tuple((name, f"secret-of-{name}") for name in sorted(phones_of(settings)))
        rows = tuple(subscribers(tx.now))
        await found_centre(FoundCentre(settings, people, rows, secrets), tx)
        for person, role in zip(people, STAFF, strict=True):
            await sign_in(SignIn(person, sha256(token(role).encode()).digest()), tx)
        return None

    return run


def _boot() -> Boot:
    return Boot.model_validate(
        {
            "version": 1,
            "centre": {"mode": "demo", "zone": "Asia/Shanghai"},
            "database": {"socket_directory": "/nowhere", "port": 5432, "name": "d120"},
            "servers": [
                {"name": name, "host": "127.0.0.1", "port": 8120, "url": f"http://{name}"}
                for name in ("server-1", "server-2")
            ],
            "exchanges": [
                {
                    "name": "node1",
                    "host": "127.0.0.1",
                    "sip_port": 5160,
                    "ami_port": 5138,
                    "http_port": 8188,
                    "rtp_first_port": 20000,
                    "rtp_last_port": 20999,
                    "web_socket_url": "ws://127.0.0.1:8188/ws",
                    "recorder_url": "http://127.0.0.1:8130",
                }
            ],
        }
    )
