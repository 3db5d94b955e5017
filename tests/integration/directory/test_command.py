"""`dispatch120 directory import`: the same import from a terminal, also without any server."""

from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict
from typer.testing import CliRunner

from dispatch.adapters.host.boot_file import plan_boot, write_boot
from dispatch.adapters.host.layout import Layout
from dispatch.bootstrap.centre import FirstAdministrator, found_site
from dispatch.cli import app
from dispatch.config import Settings, load_settings
from tests.integration.conftest import PASSWORDS, Database

FIRST = FirstAdministrator("1001", "钱进", "a long password")


@pytest.fixture
def settings(database: Database, tmp_path: Path) -> Settings:
    """Give a founded site on the test's own database."""
    layout = Layout(tmp_path)
    boot, where = plan_boot(layout, "site"), conninfo_to_dict(database.owner_dsn)
    socket, port, name = str(where["host"]), int(str(where["port"])), str(where["dbname"])
    own = boot.database.model_copy(update={"socket_directory": socket, "port": port, "name": name})
    write_boot(layout, boot.model_copy(update={"database": own}))
    layout.secrets.mkdir()
    (layout.secrets / "database_dispatch").write_text(PASSWORDS["dispatch"])
    settings = load_settings(tmp_path)
    assert found_site(settings, centre_name="某市急救中心", area_code="0527", first=FIRST)
    return settings


def run(settings: Settings, content: str) -> tuple[int, str]:
    file = settings.state / "三字段.csv"
    file.write_text(content, encoding="utf-8")
    words = ["directory", "import", str(file), "--state", str(settings.state)]
    result = CliRunner().invoke(app, words, env={"LC_ALL": "zh_CN.UTF-8"})
    return result.exit_code, result.output


def test_a_table_is_taken_and_bad_lines_are_named(settings: Settings, database: Database):
    table = "number,owner,address\n84390001,周大川,青年路7号\n坏,甲,乙\n"
    status, said = run(settings, table)
    assert (status, said.splitlines()[-2:]) == (
        0,
        ["第 3 行未导入（bad_number）", "已导入 1 行，1 行有误。"],
    )
    with psycopg.connect(database.owner_dsn) as connection:
        rows = connection.execute("SELECT number, owner FROM dispatch.subscriber").fetchall()
        (actor,) = connection.execute(
            "SELECT actor FROM dispatch.audit WHERE verb = 'import_subscribers'"
        ).fetchall()
    assert (rows, actor) == ([("052784390001", "周大川")], ("cli",))
    assert list((settings.state / "imports").iterdir()) == []


def test_what_is_no_table_is_told_in_one_sentence(settings: Settings):
    status, said = run(settings, "13800000001,甲,乙\n")
    assert status == 1
    assert "no_header" in said
    assert "Traceback" not in said


def test_a_centre_that_does_not_run_is_told_in_one_sentence(settings: Settings):
    boot = load_settings(settings.state).boot
    away = boot.database.model_copy(update={"socket_directory": "/nowhere"})
    write_boot(Layout(settings.state), boot.model_copy(update={"database": away}))
    status, said = run(settings, "number,owner,address\n")
    assert status == 1
    assert "数据库没有应答" in said


def test_a_folder_without_a_centre_is_told_in_one_sentence(tmp_path: Path):
    file = tmp_path / "a.csv"
    file.write_text("number,owner,address\n")
    words = ["directory", "import", str(file), "--state", str(tmp_path / "none")]
    result = CliRunner().invoke(app, words, env={"LC_ALL": "zh_CN.UTF-8"})
    assert result.exit_code == 1
    assert "没有中心数据" in result.output
