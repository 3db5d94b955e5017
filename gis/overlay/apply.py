"""Enters the overlay in a region: in its tables and in its road graph."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from gis.overlay.join import DrawnRoad, Joined, join_roads, renamed
from gis.overlay.lay import Laying
from gis.overlay.pieces import NewRoad, Overlay, Report
from gis.overlay.rows import way_of
from gis.routing.graph import load, save
from gis.routing.kept_restrictions import kept_restrictions
from gis.routing.passage import normal_passage_of, passage_of
from gis.routing.profiles import Profile, assembled, file_of
from gis.storage.faults import ImportFault
from gis.storage.regions import label_of, schema_of
from gis.storage.versions import GRAPH, graph_name, lock, point_to_active

Connection = psycopg.Connection[tuple[Any, ...]]


def apply(connection: Connection, own: Path, region: str, version: int, overlay: Overlay) -> int:
    """Enter the overlay in a region; gives its revision.

    Args:
        connection: The owner's; nothing is committed here.
        own: The region's folder; the graph with the overlay is written beside the file's own.
        region: Identifier.
        version: Of it.
        overlay: All pieces; those that an earlier one entered are taken off first.

    Raises:
        ImportFault: ``region_without_restrictions``: imported before they were kept.
    """
    if not overlay.revision:
        return 0
    restrictions = kept_restrictions(own)
    if restrictions is None:
        raise ImportFault("region_without_restrictions", region=label_of(region, version, 0))
    joined = _joined(own, overlay, Profile.BLUE_LIGHT)
    laying = Laying(connection, schema_of(region, version))
    laying.lay(overlay, joined.lines)
    for profile in Profile:
        if file_of(own / GRAPH, profile).is_file():
            roads = joined if profile is Profile.BLUE_LIGHT else _joined(own, overlay, profile)
            pieces = renamed(roads.pieces, laying.new_names)
            out = file_of(own / graph_name(overlay.revision), profile)
            save(assembled(pieces, restrictions, profile), out)
    report = Report(_loose(overlay, joined), tuple(laying.missing))
    connection.execute(
        "UPDATE gis.region SET overlay = %s, overlay_report = %s, in_force_at = clock_timestamp()"
        " WHERE id = %s AND version = %s",
        [overlay.revision, Jsonb(asdict(report)), region, version],
    )
    return overlay.revision


def apply_to_active(owner_dsn: str, folder: Path, overlay: Overlay) -> str:
    """Enter the overlay in the region in force; whoever reads meanwhile reads the one or the other.

    Raises:
        ImportFault: ``no_region``, ``import_under_way`` or ``region_without_restrictions``.
    """
    with psycopg.connect(owner_dsn) as connection:
        lock(connection)
        row = connection.execute("SELECT id, version FROM gis.region WHERE active").fetchone()
        if row is None:
            raise ImportFault("no_region")
        region, version = row
        apply(connection, folder / f"{region}-{version}", region, version, overlay)
    point_to_active(owner_dsn, folder)
    return label_of(region, version, overlay.revision)


def _joined(own: Path, overlay: Overlay, profile: Profile) -> Joined:
    graph = load(file_of(own / GRAPH, profile))
    return join_roads(graph.pieces, [_drawn(road, profile) for road in overlay.of(NewRoad)])


def _drawn(road: NewRoad, profile: Profile) -> DrawnRoad:
    one_way = {1: "yes", -1: "-1"}.get(road.oneway, "no")
    read = passage_of if profile is Profile.BLUE_LIGHT else normal_passage_of
    passage = read({"highway": road.kind, "oneway": one_way})
    if passage is None:
        raise ValueError(road.kind)
    return DrawnRoad(way_of(road.number), road.name, passage, road.points)


def _loose(overlay: Overlay, joined: Joined) -> tuple[int, ...]:
    roads = overlay.of(NewRoad)
    return tuple(road.number for road in roads if way_of(road.number) in joined.loose)
