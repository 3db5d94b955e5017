"""The versions of the map: which is in force, which are kept, and the step from one to another."""

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import psycopg

from gis.routing.profiles import Profile, file_of
from gis.storage import tables
from gis.storage.faults import ImportFault
from gis.storage.regions import label_of, schema_of

GRAPH = "graph.npz"
POINTER = "current.json"
# One import at a time in a database; any number does.
LOCK = 120_0005
KEPT = 2
Connection = psycopg.Connection[tuple[Any, ...]]


def lock(connection: Connection) -> None:
    """Be the only one who changes the map until the transaction ends.

    Raises:
        ImportFault: ``import_under_way``.
    """
    row = connection.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK]).fetchone()
    if row is None or not row[0]:
        raise ImportFault("import_under_way")


def put_in_force(connection: Connection, region: str, version: int) -> None:
    """Turn the views to a version; whoever reads meanwhile finishes with the one before."""
    connection.execute("SET LOCAL lock_timeout = '10s'")
    tables.swap(connection, schema_of(region, version))
    connection.execute("UPDATE gis.region SET active = false WHERE active")
    connection.execute(
        "UPDATE gis.region SET active = true, in_force_at = clock_timestamp()"
        " WHERE id = %s AND version = %s",
        [region, version],
    )


def use_version(owner_dsn: str, folder: Path, label: str) -> str:
    """Put a kept version in force again, in one step; gives its name.

    Args:
        owner_dsn: libpq address with the owner's rights.
        folder: Where graphs lie.
        label: As regions are named, such as suhe-3; empty for the one before the one in force.

    Raises:
        ImportFault: ``region_version_gone`` when its tables or its graph are not kept, or
            ``import_under_way``.
    """
    with psycopg.connect(owner_dsn) as connection:
        lock(connection)
        region, version, overlay = _kept(connection, label)
        if not (folder / f"{region}-{version}" / GRAPH).is_file():
            raise ImportFault("region_version_gone", version=label_of(region, version, overlay))
        put_in_force(connection, region, version)
    point_to_active(owner_dsn, folder)
    return label_of(region, version, overlay)


def point_to_active(owner_dsn: str, folder: Path) -> None:
    """Write which graph the roads process takes: that of the region in force."""
    with psycopg.connect(owner_dsn) as connection:
        row = connection.execute(
            "SELECT id, version, overlay, west, south, east, north FROM gis.region WHERE active"
        ).fetchone()
    if row is None:
        return
    region, version, overlay, *bounds = row
    own = folder / f"{region}-{version}"
    drawn_over = graph_name(overlay)
    told = {
        "region": region,
        "version": f"{version}.{overlay}" if overlay else version,
        "graph": f"{own.name}/{drawn_over if (own / drawn_over).is_file() else GRAPH}",
        "bounds": bounds,
    }
    _replace(folder / POINTER, told)
    in_use = {file_of(own / drawn_over, profile) for profile in Profile}
    for old in own.glob("graph-*.npz"):
        if old not in in_use:
            old.unlink(missing_ok=True)


def graph_name(overlay: int) -> str:
    """Name the graph of an overlay's revision within its region's folder."""
    return f"graph-{overlay}.npz" if overlay else GRAPH


def remove_old(owner_dsn: str, folder: Path, keep: int = KEPT) -> None:
    """Remove versions that are neither in force nor among the last that are kept.

    What is still being read is left for the next import; what a killed import left goes too.

    Args:
        owner_dsn: libpq address with the owner's rights.
        folder: Where graphs lie.
        keep: So many beside the one in force.
    """
    with psycopg.connect(owner_dsn, autocommit=True) as connection:
        connection.execute("SET lock_timeout = '2s'")
        kept = connection.execute(
            "SELECT id, version FROM gis.region WHERE active OR (id, version) IN ("
            " SELECT id, version FROM gis.region WHERE kept AND NOT active"
            " ORDER BY in_force_at DESC LIMIT %s)",
            [keep],
        ).fetchall()
        if not kept:
            return
        rows = connection.execute(
            "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'region\\_%%'"
            " AND NOT nspname = ANY(%s)",
            [[*(schema_of(*one) for one in kept), tables.MODEL]],
        ).fetchall()
        _forget(connection, kept)
        for (schema,) in rows:
            _drop_unless_read(connection, schema)
    names = {f"{region}-{version}" for region, version in kept}
    for path in folder.glob("*/"):
        if path.name not in names and path.name.rpartition("-")[2].isdecimal():
            shutil.rmtree(path, ignore_errors=True)


def _kept(connection: Connection, label: str) -> tuple[str, int, int]:
    rows = connection.execute(
        "SELECT id, version, overlay, active FROM gis.region WHERE kept"
        " ORDER BY active DESC, in_force_at DESC"
    ).fetchall()
    for region, version, overlay, active in rows:
        plain, full = label_of(region, version, 0), label_of(region, version, overlay)
        if not active and label in {"", plain, full}:
            return region, version, overlay
    raise ImportFault("region_version_gone", version=label)


def _forget(connection: Connection, kept: Sequence[tuple[Any, ...]]) -> None:
    """Say of all others that they can no longer be opened, before their tables go."""
    ids, versions = [one[0] for one in kept], [one[1] for one in kept]
    connection.execute(
        "UPDATE gis.region SET kept = false WHERE kept AND (id, version) NOT IN"
        " (SELECT * FROM unnest(%s::text[], %s::integer[]))",
        [ids, versions],
    )


def _drop_unless_read(connection: Connection, schema: str) -> None:
    try:
        tables.drop(connection, schema)
    except psycopg.errors.LockNotAvailable:
        return


def _replace(pointer: Path, told: Mapping[str, object]) -> None:
    text = json.dumps(told)
    if pointer.exists() and pointer.read_text(encoding="utf-8") == text:
        return
    beside = pointer.with_suffix(".new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(pointer)
