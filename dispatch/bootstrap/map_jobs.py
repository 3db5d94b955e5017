"""Does one job on the map: an import, a swap, the overlay. Runs as the database's owner.

It lives in a process of its own, with a bound on its memory, and says twice a second where it
stands. What it does to the map is one transaction: when it is killed, the map is as it was.
"""

import resource
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

from dispatch.adapters.map_files import uploaded
from dispatch.adapters.postgres.map_work_queries import PIECES
from dispatch.config import Settings
from gis.overlay.apply import apply, apply_to_active
from gis.overlay.pieces import Overlay, read_piece
from gis.storage.faults import ImportFault
from gis.storage.progress import Progress
from gis.storage.region_import import Connection, Imported, Told, Wanted, import_region
from gis.storage.regions import list_regions
from gis.storage.versions import use_version

BEAT_EVERY_S = 0.5
MB = 1_000_000
_BEAT = """
UPDATE dispatch.map_job SET beat_at = clock_timestamp(), stage = %(stage)s, percent = %(percent)s,
    read_bytes = %(read_bytes)s, total_bytes = %(total_bytes)s, objects = %(objects)s
WHERE id = %(id)s AND state = 'RUNNING'
"""
_END = """
UPDATE dispatch.map_job SET state = %s, ended_at = clock_timestamp(), made = %s, code = %s,
    parameters = %s, percent = CASE WHEN %s = 'DONE' THEN 100 ELSE percent END
WHERE id = %s AND state = 'RUNNING'
"""
_BEGIN = """
INSERT INTO dispatch.map_job VALUES (gen_random_uuid(), 'import', %s, 'cli', clock_timestamp(),
    'RUNNING', 'cli', clock_timestamp(), NULL, '', 0, 0, 0, 0, '', '', '{}') RETURNING id
"""


def bound_memory(settings: Settings) -> None:
    """Let this process have no more memory than the boot file says; more is a MemoryError."""
    bound = settings.boot.maps.memory_mb * MB
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    lowest = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (lowest, hard))


def read_overlay(owner_dsn: str) -> Overlay:
    """Read what is drawn over the map now."""
    with psycopg.connect(owner_dsn, row_factory=dict_row) as connection:
        head = connection.execute(
            "SELECT coalesce(max(revision), 0) AS revision FROM dispatch.overlay_change"
        ).fetchone()
        rows = connection.execute(PIECES.encode()).fetchall()
    pieces = [read_piece(row["number"], row["kind"], row["content"]) for row in rows]
    return Overlay(head["revision"] if head else 0, pieces)


def import_wanted(settings: Settings, wanted: Wanted, told: Told) -> Imported:
    """Import a file with the overlay in it."""
    dsn = settings.dsn("owner")

    def enter(connection: Connection, own: Path, region: str, version: int) -> int:
        return apply(connection, own, region, version, read_overlay(dsn))

    return import_region(dsn, settings.state / "gis", wanted, told, enter)


def use_kept(settings: Settings, label: str) -> str:
    """Put a kept version in force; what was drawn since it was left is entered at once."""
    dsn, folder = settings.dsn("owner"), settings.state / "gis"
    made = use_version(dsn, folder, label)
    overlay = read_overlay(dsn)
    active = next((one for one in list_regions(dsn) if one.active), None)
    if active is not None and active.overlay < overlay.revision:
        return apply_to_active(dsn, folder, overlay)
    return made


def begin_own_job(settings: Settings, wanted: Wanted) -> UUID:
    """Let the administrator's page see an import of the command line."""
    told = {"file": wanted.file_name, "name": wanted.name, "datum": wanted.datum}
    with psycopg.connect(settings.dsn("owner")) as connection:
        told["attribution"] = wanted.attribution
        row = connection.execute(_BEGIN, [Jsonb(told)]).fetchone()
    return UUID(str(row[0])) if row else UUID(int=0)


def do_job(settings: Settings, job_id: UUID) -> bool:
    """Do a job that a server has claimed; gives whether it is done. A fault is kept with it.

    One that finds another at work waits again.
    """
    dsn = settings.dsn("owner")
    with psycopg.connect(dsn, row_factory=dict_row) as connection:
        job = connection.execute(
            "SELECT * FROM dispatch.map_job WHERE id = %s AND state = 'RUNNING'", [job_id]
        ).fetchone()
    if job is None:
        return False
    file = uploaded(settings.state, job_id)
    progress = Progress(file)
    try:
        with beating(dsn, job_id, progress):
            made, left_out = _do(settings, job, file, progress)
    except ImportFault as fault:
        if fault.code == "import_under_way":
            _wait_again(dsn, job_id)
            return False
        end_job(dsn, job_id, "FAILED", code=fault.code, parameters=fault.parameters)
        file.unlink(missing_ok=True)
        return False
    end_job(dsn, job_id, "DONE", made=made, parameters={"left_out": left_out})
    file.unlink(missing_ok=True)
    return True


def _do(
    settings: Settings, job: dict[str, Any], file: Path, progress: Progress
) -> tuple[str, dict[str, Any]]:
    asked = job["wanted"]
    if job["kind"] == "use":
        return use_kept(settings, asked["version"]), {}
    if job["kind"] == "overlay":
        dsn = settings.dsn("owner")
        return apply_to_active(dsn, settings.state / "gis", read_overlay(dsn)), {}
    wanted = Wanted(
        file,
        asked["name"],
        asked["datum"],
        asked["attribution"],
        keep=settings.boot.maps.keep_versions,
        told_name=asked["file"],
    )
    made = import_wanted(settings, wanted, progress.told)
    return made.label, asdict(made.left_out) if made.left_out else {}


@contextmanager
def beating(dsn: str, job_id: UUID, progress: Progress) -> Iterator[None]:
    """Say where the import stands for as long as the block lasts."""
    ended = threading.Event()

    def beat() -> None:
        with psycopg.connect(dsn, autocommit=True) as connection:
            while not ended.wait(BEAT_EVERY_S):
                connection.execute(_BEAT, asdict(progress.look()) | {"id": job_id})

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def end_job(
    dsn: str,
    job_id: UUID,
    state: str,
    *,
    made: str = "",
    code: str = "",
    parameters: dict[str, Any] | None = None,
) -> None:
    """Store how a job ended."""
    with psycopg.connect(dsn) as connection:
        told = Jsonb(parameters or {})
        connection.execute(_END, [state, made, code, told, state, job_id])


def _wait_again(dsn: str, job_id: UUID) -> None:
    with psycopg.connect(dsn) as connection:
        connection.execute(
            "UPDATE dispatch.map_job SET state = 'WAITING' WHERE id = %s AND state = 'RUNNING'",
            [job_id],
        )
