"""The use case: a finished recording gets its master and its row."""

from datetime import datetime

from recorder.archive.store import Store
from recorder.faults import FaultCode
from recorder.ingest.incoming import Sighting
from recorder.ingest.lost import find_lost
from recorder.ingest.master import store_master
from recorder.ingest.sides import examine
from recorder.recording import Settlement
from recorder.storage.journal import Journal


def ingest_recording(
    sighting: Sighting, journal: Journal, store: Store, *, short_at: datetime | None = None
) -> bool:
    """Read both sides, keep what can be read, settle the row.

    The source stays where it is; `clear_source` takes it away once everything is durable. May be
    repeated from any point. False if the files grew meanwhile: then nothing is settled.

    Args:
        sighting: Its files.
        journal: Where it is settled.
        store: Where its master goes.
        short_at: When the exchange's disk was last seen full during the call.
    """
    sides = examine(sighting)
    lost = find_lost(sighting, sides, short_at)
    master = store_master(sighting.name, sides, store) if sides.frames else None
    if not _unchanged(sighting):
        return False
    journal.settle(
        sighting.name,
        Settlement(
            ended_at=sighting.changed_at,
            repaired=sides.repaired,
            fault=sides.fault or (None if lost is None else FaultCode.SOUND_LOST),
            master=master,
            lost=lost,
        ),
    )
    return True


def _unchanged(sighting: Sighting) -> bool:
    return all(side.path.stat().st_size == side.size_bytes for side in sighting.sides)
