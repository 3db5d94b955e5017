"""Each look makes every exchange hear what was chosen, also one that was away."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from dispatch.adapters.asterisk.prompt_folder import read_built_in
from dispatch.adapters.clock import SystemClock
from dispatch.adapters.prompt_audio import SoundfilePromptAudio
from dispatch.domain.ids import uuid7
from dispatch.domain.prompt import FLOOR, PromptChoice, PromptTake
from dispatch.ports.call_control import ExchangeAway
from dispatch.ports.commands import DatabaseAway, Json, Keyed, UseCase
from dispatch.ports.prompts import SpokenTake
from dispatch.simulator.voices import load_voice
from dispatch.workers.prompts import PromptsWorker
from tests.unit.memory_transaction import MemoryTransaction

NOW = SystemClock().now()
TAKE = PromptTake(uuid7(NOW, b"0123456789"), "welcome", FLOOR, 1, "9001", NOW)


class Shelf:
    """One exchange's files over a dict."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.kept: dict[UUID, bytes] = {}
        self.is_away = False
        self.disk_is_full = False

    async def put(self, files: Mapping[str, bytes]) -> Sequence[str]:
        if self.disk_is_full:
            raise OSError
        changed = [key for key, audio in files.items() if self.files.get(key) != audio]
        self.files = dict(files)
        return changed

    async def list_kept(self) -> Sequence[SpokenTake]:
        if self.is_away:
            raise ExchangeAway
        return [SpokenTake(take_id, data) for take_id, data in self.kept.items()]

    async def forget(self, take_id: UUID) -> None:
        self.kept.pop(take_id)


class Centre:
    """Prompts, commands by key and two exchanges."""

    def __init__(self) -> None:
        self.tx = MemoryTransaction()
        self.prompts = self.tx.prompts
        self.shelves = {"node1": Shelf(), "node2": Shelf()}
        self.ran: set[UUID | None] = set()
        self.database_is_away = False

    async def run(self, keyed: Keyed, _origin: object, use_case: UseCase) -> Json:
        if self.database_is_away:
            raise DatabaseAway
        if keyed.key in self.ran:
            return None
        self.ran.add(keyed.key)
        return await use_case(self.tx)

    async def look(self) -> None:
        worker = PromptsWorker(
            self.shelves,
            queries=self.prompts,
            commands=self,
            audio=SoundfilePromptAudio(),
            built_in=read_built_in(),
            log_of_events=None,  # type: ignore[arg-type]
        )
        await worker.look()

    def choose(self, audio: bytes) -> None:
        self.prompts.audio["sum"] = audio
        choice = PromptChoice("welcome", FLOOR, TAKE.id, "sum", "9001", NOW)
        self.prompts.choices["welcome", FLOOR] = choice


async def test_every_exchange_gets_what_was_chosen_and_one_that_failed_catches_up():
    centre = Centre()
    centre.shelves["node2"].disk_is_full = True
    centre.choose(b"new")
    await centre.look()
    assert centre.shelves["node1"].files["welcome"] == b"new"
    assert not centre.shelves["node2"].files
    centre.shelves["node2"].disk_is_full = False
    await centre.look()
    assert centre.shelves["node2"].files == centre.shelves["node1"].files


async def test_files_are_written_also_where_the_exchange_itself_is_away():
    centre = Centre()
    centre.shelves["node1"].is_away = True
    await centre.look()
    assert "welcome" in centre.shelves["node1"].files


async def test_a_take_becomes_one_version_though_both_servers_fetch_it():
    centre = Centre()
    centre.prompts.takes[TAKE.id] = TAKE
    for _ in range(2):
        centre.shelves["node1"].kept[TAKE.id] = load_voice("seat")
        await centre.look()
    assert len(centre.prompts.versions) == 1
    assert not centre.shelves["node1"].kept


async def test_a_take_is_kept_at_the_exchange_until_the_database_took_it():
    centre = Centre()
    centre.prompts.takes[TAKE.id] = TAKE
    centre.shelves["node1"].kept[TAKE.id] = load_voice("seat")
    centre.database_is_away = True
    await centre.look()
    assert centre.shelves["node1"].kept
    centre.database_is_away = False
    await centre.look()
    assert len(centre.prompts.versions) == 1


async def test_silence_is_thrown_away_and_stops_nothing():
    centre = Centre()
    centre.prompts.takes[TAKE.id] = TAKE
    centre.shelves["node1"].kept[TAKE.id] = b"\xd5" * 8000
    await centre.look()
    assert not centre.prompts.versions
    assert not centre.shelves["node1"].kept
    assert "welcome" in centre.shelves["node1"].files
