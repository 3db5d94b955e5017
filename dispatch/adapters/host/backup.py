"""A backup is one folder: database, boot settings, secrets, certificates, roads, recordings' list.

It appears whole and checked, or not at all.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from dispatch.adapters.host.backup_proof import save_proof
from dispatch.adapters.host.cluster import OWNER_ROLE, Cluster, find_binaries
from dispatch.adapters.host.layout import Layout
from dispatch.adapters.host.refusal import Refusal

DUMP = "database.dump"
SUMS = "SHA256SUMS"
ABOUT = "about.json"
RECORDINGS = "recordings.sha256"
JOURNAL = ".sqlite"
# What a recorder keeps for good, beside its journal.
KEPT = ("store", "damaged")
ROADS = "gis/current.json"  # names the graph of the region in force
DUMP_TIMEOUT_S = 3600
BLOCK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Saved:
    """What a backup holds.

    Attributes:
        recordings: Audio files there are, copied or only listed.
        bytes_: Their size.
    """

    recordings: int
    bytes_: int


def save(
    layout: Layout,
    cluster: Cluster,
    database: str,
    target: Path,
    *,
    about: Mapping[str, object],
    with_audio: bool,
) -> Saved:
    """Write a backup of a running database and of the state folder.

    Args:
        layout: The centre.
        cluster: Its running database.
        database: Its name.
        target: A folder that does not exist yet.
        about: What a restore must know: versions and the time.
        with_audio: Copy the recordings too; else they are listed with their checksums.

    Raises:
        Refusal: ``backup_exists`` or ``backup_failed``; nothing is left behind.
    """
    if target.exists():
        raise Refusal("backup_exists", folder=target)
    half = target.with_name(target.name + ".half")
    shutil.rmtree(half, ignore_errors=True)
    try:
        half.mkdir(mode=0o700, parents=True)
        _dump(cluster, database, half / DUMP)
        _copy_settings(layout, half)
        saved = _save_recordings(layout, half, with_audio=with_audio)
        (half / ABOUT).write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
        _seal(half)
        check(half)
        half.rename(target)
    except OSError as error:
        raise Refusal("backup_failed", why=error) from error
    finally:
        shutil.rmtree(half, ignore_errors=True)
    return saved


def check(folder: Path) -> Mapping[str, object]:
    """Prove that a backup is whole.

    Returns:
        What was written about it.

    Raises:
        Refusal: ``backup_damaged`` names the first file that is not as it was written.
    """
    try:
        sums = (folder / SUMS).read_text(encoding="utf-8").splitlines()
        for line in sums:
            digest, _, name = line.partition("  ")
            if _digest(folder / name) != digest:
                raise Refusal("backup_damaged", file=name)
        about: Mapping[str, object] = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Refusal("backup_damaged", file=getattr(error, "filename", None) or SUMS) from error
    _list_dump(folder / DUMP)
    return about


def load_database(cluster: Cluster, database: str, folder: Path) -> None:
    """Read the dump into an empty database, whole or not at all.

    Raises:
        Refusal: ``restore_failed`` with PostgreSQL's own words.
    """
    words = ("--single-transaction", "--exit-on-error", f"--dbname={database}")
    _run("restore_failed", cluster, "pg_restore", *words, str(folder / DUMP))


def bring_back_files(folder: Path, layout: Layout) -> None:
    """Copy secrets, certificates, roads and recordings, as far as there are any, into a state."""
    for name in ("secrets", "certificates", "gis", "recorder"):
        if (folder / name).exists():
            shutil.copytree(folder / name, layout.state / name, dirs_exist_ok=True)


def _dump(cluster: Cluster, database: str, target: Path) -> None:
    words = ("--format=custom", f"--dbname={database}", f"--file={target}")
    _run("backup_failed", cluster, "pg_dump", *words)


def _list_dump(dump: Path) -> None:
    program = find_binaries() / "pg_restore"
    done = subprocess.run(  # noqa: S603
        (program, "--list", dump), capture_output=True, timeout=DUMP_TIMEOUT_S, check=False
    )
    if done.returncode:
        raise Refusal("backup_damaged", file=DUMP)


def _run(code: str, cluster: Cluster, program: str, *words: str) -> None:
    command = [str(find_binaries(cluster.data) / program), "--no-password", *words]
    environment = {
        "PATH": os.defpath,
        "LC_ALL": "C.UTF-8",
        "PGHOST": str(cluster.socket_directory),
        "PGPORT": str(cluster.port),
        "PGUSER": OWNER_ROLE,
        "PGPASSWORD": cluster.password,
    }
    done = subprocess.run(  # noqa: S603
        command, capture_output=True, env=environment, timeout=DUMP_TIMEOUT_S, check=False
    )
    if done.returncode:
        raise Refusal(code, why=done.stderr.decode(errors="replace").strip().splitlines()[-1])


def _copy_settings(layout: Layout, half: Path) -> None:
    shutil.copy2(layout.boot_file, half / layout.boot_file.name)
    shutil.copytree(layout.secrets, half / "secrets")
    if layout.certificates.exists():
        shutil.copytree(layout.certificates, half / "certificates")
    _copy_roads(layout, half)


def _copy_roads(layout: Layout, half: Path) -> None:
    pointer = layout.state / ROADS
    if not pointer.exists():
        return
    graphs = [*pointer.parent.glob("*/graph*.npz"), *pointer.parent.glob("*/restrictions.json")]
    for path in (pointer, *graphs):
        name = path.relative_to(layout.state)
        _copy(layout.state / name, half / name)


def _save_recordings(layout: Layout, half: Path, *, with_audio: bool) -> Saved:
    files = sorted(_recorder_files(layout))
    audio = [path for path in files if path.suffix != JOURNAL]
    lines = (f"{_digest(path)}  {path.relative_to(layout.state)}\n" for path in audio)
    (half / RECORDINGS).write_text("".join(lines), encoding="utf-8")
    for path in files if with_audio else ():
        _copy(path, half / path.relative_to(layout.state))
    for own in (layout.state / "recorder").glob("*") if with_audio else ():
        save_proof(own, half / own.relative_to(layout.state))
    return Saved(len(audio), sum(path.stat().st_size for path in audio))


def _recorder_files(layout: Layout) -> Iterator[Path]:
    for own in (layout.state / "recorder").glob("*"):
        yield from own.glob(f"*{JOURNAL}")
        for folder in KEPT:
            yield from (path for path in (own / folder).rglob("*") if path.is_file())


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.suffix != JOURNAL:
        shutil.copy2(source, target)
        return
    with closing(sqlite3.connect(source)) as living, closing(sqlite3.connect(target)) as copy:
        living.backup(copy)


def _seal(half: Path) -> None:
    """Write every file's checksum and make all of it durable."""
    files = sorted(path for path in half.rglob("*") if path.is_file())
    lines = [f"{_digest(path)}  {path.relative_to(half)}\n" for path in files]
    (half / SUMS).write_text("".join(lines), encoding="utf-8")
    for path in (*files, half / SUMS, half):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()
