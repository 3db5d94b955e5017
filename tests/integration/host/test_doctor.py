"""The doctor at a real centre that does not run: faults planted in real files and parts."""

import socket
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from dispatch.adapters.host.account import choose_account
from dispatch.adapters.host.boot_file import choose_free_ports, plan_boot, write_boot
from dispatch.adapters.host.cluster import throwaway_cluster
from dispatch.adapters.host.layout import Layout, make_folders, remove_socket_folder
from dispatch.adapters.host.secrets import ensure_secrets
from dispatch.config import load_settings
from dispatch.doctor.checks.postgres import check_postgres
from dispatch.doctor.examine import list_checks
from dispatch.doctor.probes import ask_database


@pytest.fixture
def layout(short_folder: Path) -> Iterator[Layout]:
    layout = Layout(short_folder / "var")
    make_folders(layout, choose_account(short_folder), ("node1",))
    ensure_secrets(layout, first_start=True)
    write_boot(layout, plan_boot(layout, "demo", ports=choose_free_ports()))
    yield layout
    remove_socket_folder(layout)


def _codes(layout: Layout, *names: str) -> list[str]:
    return [check.run().code for check in list_checks(layout) if check.name in names]


def test_a_stopped_centre_is_told_part_by_part(layout: Layout) -> None:
    found = {check.name: check.run().code for check in list_checks(layout)}
    assert found["ports"] == "ports_free"
    assert found["postgres"] == "postgres_away"
    assert found["servers"] == "servers_silent"
    assert found["sip node1"] == "sip_silent"
    assert found["ami node1"] == "ami_silent"
    assert found["recorder node1"] == "recorder_silent"
    assert found["roads"] == "roads_silent"
    assert found["feed serial-1"] == "feed_stopped"
    assert found["recordings node1"] == "recordings_good"
    assert found["second server"] == "second_server_same_machine"
    assert "check_broken" not in found.values()


def test_a_loose_secret_is_found(layout: Layout) -> None:
    (layout.secrets / "ami").chmod(0o644)
    assert _codes(layout, "secrets") == ["secrets_readable"]


def test_a_foreign_program_on_our_port_is_found(layout: Layout) -> None:
    server = load_settings(layout.state).boot.servers[0]
    with socket.create_server((server.host, server.port)):
        assert _codes(layout, "ports") == ["ports_taken"]


def test_a_recordings_folder_closed_to_the_exchange_is_found(layout: Layout) -> None:
    layout.incoming("node1").rmdir()
    assert _codes(layout, "recordings node1") == ["recordings_not_writable"]


def test_a_database_without_maps_or_chinese_is_found() -> None:
    with throwaway_cluster() as dsn:
        with psycopg.connect(dsn, autocommit=True) as connection:
            connection.execute("create extension pg_trgm")
            connection.execute("create database c template template0 locale 'C'")
        with psycopg.connect(dsn, dbname="c", autocommit=True) as connection:
            connection.execute("create extension pg_trgm")
            connection.execute("create extension postgis")
        without_maps = check_postgres(ask_database(dsn))
        without_chinese = check_postgres(
            ask_database(psycopg.conninfo.make_conninfo(dsn, dbname="c"))
        )
    assert (without_maps.code, without_chinese.code) == ("postgis_missing", "postgres_locale")
