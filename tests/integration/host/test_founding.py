"""`dispatch120 site init`, with the machine's real PostgreSQL."""

from pathlib import Path

import psycopg
import pytest
from typer.testing import CliRunner

from dispatch.adapters.host.account import choose_account
from dispatch.adapters.host.boot_file import plan_boot, write_boot
from dispatch.adapters.host.layout import Layout
from dispatch.adapters.host.refusal import Refusal
from dispatch.bootstrap.centre import FirstAdministrator
from dispatch.cli import app
from dispatch.cli.founding import NewSite, found
from dispatch.cli.preparing import private_cluster, running_cluster
from dispatch.config import load_settings

FIRST = FirstAdministrator("1001", "钱进", "a long password")
SITE = NewSite("某市急救中心", "0527", FIRST)
COUNTS = """
    select (select count(*) from dispatch.person), (select count(*) from dispatch.subscriber),
           (select count(*) from dispatch.call), (select min(staff_number) from dispatch.person)
"""


@pytest.fixture
def layout(short_folder: Path) -> Layout:
    return Layout(short_folder / "var")


@pytest.mark.mission("A31")
def test_a_site_begins_with_one_administrator_and_nothing_else(
    layout: Layout, short_folder: Path
) -> None:
    (short_folder / "password").write_text(FIRST.password + "\n")
    words = ["site", "init", "--free-ports", "--state", str(layout.state)]
    words += ["--name", SITE.centre_name, "--area-code", "0527", "--administrator", "1001"]
    words += ["--administrator-name", "钱进", "--password-file", str(short_folder / "password")]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    settings = load_settings(layout.state)
    assert settings.boot.centre.mode == "site"
    port = settings.boot.database.port
    cluster = private_cluster(layout, choose_account(layout.state), port=port)
    with (
        running_cluster(layout, cluster),
        psycopg.connect(cluster.dsn(settings.boot.database.name)) as connection,
    ):
        assert connection.execute(COUNTS).fetchone() == (1, 0, 0, "1001")
    assert (layout.exchange("node1") / "etc" / "pjsip.conf").exists()
    assert FIRST.password not in result.output


def test_a_demonstration_never_becomes_a_site(layout: Layout) -> None:
    layout.state.mkdir()
    write_boot(layout, plan_boot(layout, "demo"))
    with pytest.raises(Refusal, match="state_is_demo"):
        found(layout, SITE)


def test_a_site_is_founded_once(layout: Layout) -> None:
    layout.state.mkdir()
    write_boot(layout, plan_boot(layout, "site"))
    with pytest.raises(Refusal, match="state_in_use"):
        found(layout, SITE)


def test_a_refusal_leaves_the_folder_as_it_was(
    layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise Refusal("disk_full", folder="x", free_mb=0, needed_mb=1)

    monkeypatch.setattr("dispatch.cli.founding.bring_up_to_date", fail)
    with pytest.raises(Refusal, match="disk_full"):
        found(layout, SITE, any_ports=True)
    assert list(layout.state.iterdir()) == []


def test_a_short_password_is_refused_before_anything_is_made(layout: Layout) -> None:
    short = NewSite("x", "0527", FirstAdministrator("1001", "钱进", "short"))
    with pytest.raises(Refusal, match="password_short"):
        found(layout, short)
    assert not layout.state.exists()


def test_the_password_is_asked_twice_and_never_shown(layout: Layout) -> None:
    words = ["site", "init", "--state", str(layout.state), "--name", "x", "--area-code", "0527"]
    words += ["--administrator", "1001", "--administrator-name", "钱进"]
    result = CliRunner().invoke(app, words, input="different one\nanother one\n")
    assert result.exit_code == 1
    assert "different one" not in result.output
    assert not layout.state.exists()
