"""The private cluster, with the machine's real PostgreSQL."""

import os
from pathlib import Path

import psycopg
import pytest

from dispatch.adapters.host.account import choose_account
from dispatch.adapters.host.cluster import (
    Cluster,
    create,
    is_created,
    start,
    stop,
    throwaway_cluster,
)
from dispatch.adapters.host.refusal import Refusal


@pytest.fixture
def cluster(short_folder: Path) -> Cluster:
    """A durable cluster that is not created yet."""
    return Cluster(
        data=short_folder / "data",
        socket_directory=short_folder / "s",
        password="secret/with?signs",
        account=choose_account(short_folder),
    )


def test_a_throwaway_cluster_understands_chinese_text() -> None:
    with throwaway_cluster() as dsn, psycopg.connect(dsn) as connection:
        connection.execute("create extension pg_trgm")
        row = connection.execute("select cardinality(show_trgm('中山路'))").fetchone()
    assert row is not None
    assert row[0] > 0


def test_nothing_listens_on_the_network() -> None:
    with throwaway_cluster() as dsn, psycopg.connect(dsn) as connection:
        row = connection.execute("show listen_addresses").fetchone()
    assert row == ("",)


def test_the_owner_needs_the_password(cluster: Cluster, tmp_path: Path) -> None:
    create(cluster)
    server = start(cluster, tmp_path / "log")
    try:
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(cluster.dsn(password="wrong"))
    finally:
        stop(server)


def test_what_was_committed_is_there_after_a_restart(cluster: Cluster, tmp_path: Path) -> None:
    create(cluster)
    server = start(cluster, tmp_path / "log")
    with psycopg.connect(cluster.dsn()) as connection:
        connection.execute("create table kept as select 1 as n")
    stop(server)
    server = start(cluster, tmp_path / "log")
    try:
        with psycopg.connect(cluster.dsn()) as connection:
            assert connection.execute("select n from kept").fetchone() == (1,)
    finally:
        stop(server)


def test_pages_carry_checksums_and_writes_reach_the_disk(cluster: Cluster, tmp_path: Path) -> None:
    create(cluster)
    server = start(cluster, tmp_path / "log")
    try:
        with psycopg.connect(cluster.dsn()) as connection:
            assert connection.execute("show data_checksums").fetchone() == ("on",)
            assert connection.execute("show fsync").fetchone() == ("on",)
    finally:
        stop(server)


def test_an_error_leaves_no_callers_number_in_the_log(cluster: Cluster, tmp_path: Path) -> None:
    create(cluster)
    server = start(cluster, tmp_path / "log")
    try:
        with psycopg.connect(cluster.dsn(), autocommit=True) as connection:
            connection.execute("create table callers (number text primary key)")
            connection.execute("insert into callers values ('13900000000')")
            with pytest.raises(psycopg.errors.UniqueViolation):
                connection.execute("insert into callers values ('13900000000')")
    finally:
        stop(server)
    log = (tmp_path / "log").read_text()
    assert "duplicate key" in log
    assert "13900000000" not in log


def test_a_failed_creation_leaves_nothing(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dispatch.adapters.host.cluster.OWNER_ROLE", "pg_forbidden")
    with pytest.raises(Refusal, match="initdb_failed"):
        create(cluster)
    assert not is_created(cluster.data)
    assert [path.name for path in cluster.data.parent.iterdir()] == []


def test_a_server_that_cannot_start_says_so(cluster: Cluster, tmp_path: Path) -> None:
    create(cluster)
    (cluster.data / "PG_VERSION").chmod(0o000)
    (cluster.data / "global" / "pg_control").unlink()
    with pytest.raises(Refusal, match="postgres_not_ready"):
        start(cluster, tmp_path / "log")


@pytest.mark.skipif(os.geteuid() != 0, reason="shows what root does")
def test_root_never_owns_the_running_server(cluster: Cluster) -> None:
    assert cluster.server_command()[0] in {"setpriv", "unshare"}
