"""Wires the proof: key, log, second places."""

from collections.abc import Iterator
from dataclasses import dataclass

import structlog

from recorder.api.proof import Proof
from recorder.archive.store import Store
from recorder.clock import Clock
from recorder.config import Settings
from recorder.errors import SettingsUnusable
from recorder.ingest.conditions import Conditions
from recorder.integrity.checkpoint import SigningKey
from recorder.integrity.courier import Courier, Delivery
from recorder.integrity.places import FolderPlace, Place, RecorderPlace
from recorder.integrity.proof_folder import ProofFolder
from recorder.integrity.sealer import Sealer, SealerPorts
from recorder.integrity.witness import Witness
from recorder.storage.journal import Journal
from recorder.time_server import ask_offset_us as ask_server

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Keeping:
    """What the recorder has made already."""

    journal: Journal
    store: Store
    conditions: Conditions
    clock: Clock


def build_proof(settings: Settings, token: str, keeping: Keeping) -> Proof:
    """Make the sealer, the courier and the shelf for other recorders' copies."""
    folder, key = ProofFolder(settings.folder), find_key(settings)
    sealer = Sealer(
        SealerPorts(
            journal=keeping.journal,
            store=keeping.store,
            folder=folder,
            key=key,
            clock=keeping.clock,
            conditions=keeping.conditions,
            ask_offset_us=lambda: ask_offset_us(settings, keeping.clock),
        )
    )
    name, lines = settings.exchange.name, sealer.checkpoints
    places = [] if key is None else list(places_of(settings, token))
    raw = b"" if key is None else key.public.raw
    deliveries = [Delivery(place, name, lines, raw) for place in places]
    courier = Courier(deliveries, keeping.clock, keeping.conditions)
    return Proof(sealer, courier, Witness(folder.witness))


def places_of(settings: Settings, token: str) -> Iterator[Place]:
    """Where copies of the checkpoints go."""
    if settings.proof.copies_folder is not None:
        yield FolderPlace(settings.proof.copies_folder)
    for other in settings.others:
        yield RecorderPlace(f"recorder-{other.name}", other.recorder_url, token)


def find_key(settings: Settings) -> SigningKey | None:
    """The key; a lost one must not keep the recorder from recording."""
    try:
        return settings.signing_key()
    except SettingsUnusable as error:
        log.exception("proof.no_key", why=str(error))
        return None


def ask_offset_us(settings: Settings, clock: Clock) -> int | None:
    """How far the clock is off by the site's time server; None where nobody says so."""
    server = settings.time_server
    return None if server is None else ask_server(server.host, server.port, clock)
