"""`dispatch120 calibration` on a centre's own database: drives it kept against what it told."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from psycopg.conninfo import conninfo_to_dict
from typer.testing import CliRunner

from dispatch.adapters.host.boot_file import plan_boot, write_boot
from dispatch.adapters.host.layout import Layout
from dispatch.cli import app
from tests.integration.conftest import PASSWORDS, Database
from tests.integration.directory.running_orders import Runs
from tests.integration.directory.test_calibration import EVERY_HOUR, act, drive_often, runs, sent

__all__ = ["runs", "sent"]


@pytest.fixture
def state(database: Database, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a state folder that names the test's own database."""
    layout = Layout(tmp_path_factory.mktemp("state"))
    boot, where = plan_boot(layout, "site"), conninfo_to_dict(database.owner_dsn)
    socket, port, name = str(where["host"]), int(str(where["port"])), str(where["dbname"])
    own = boot.database.model_copy(update={"socket_directory": socket, "port": port, "name": name})
    write_boot(layout, boot.model_copy(update={"database": own}))
    layout.secrets.mkdir()
    (layout.secrets / "database_dispatch").write_text(PASSWORDS["dispatch"])
    return layout.state


async def said(state: Path, *options: str) -> str:
    """Ask the program as a person at the machine does; it has a loop of its own."""
    words = ["calibration", "--state", str(state), *options]
    language = {"LC_ALL": "zh_CN.UTF-8"}
    result = await asyncio.to_thread(CliRunner().invoke, app, words, env=language)
    assert result.exit_code == 0, result.output
    return result.output


async def report(state: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(await said(state, "--json"))
    return told


@pytest.mark.mission("A48")
async def test_the_program_says_what_drives_took_by_hour_and_which_factors_are_in_force(
    runs: Runs, sent: dict[str, Any], database: Database, state: Path
):
    nothing = await report(state)
    assert (nothing["runs"], nothing["left_out"]) == (0, {})  # it is still on its way
    drive_often(database, sent, 1.5, EVERY_HOUR)
    learned = await report(state)
    assert (learned["runs"], learned["suffices"]) == (EVERY_HOUR + 1, True)
    assert {one["factor"] for one in learned["hours"]} == {1.5}
    assert learned["in_force"]["version"] == 0
    assert (await act(runs, "use", 0)).status_code == 200
    table = (await said(state)).splitlines()
    hours = [line.split() for line in table if line[:2].isdigit()]
    assert [(one[0], one[2:]) for one in hours] == [(f"{n:02}", ["1.5", "1.5"]) for n in range(24)]
    assert (await report(state))["in_force"]["version"] == 1


async def test_of_too_few_drives_the_program_says_so(
    sent: dict[str, Any], database: Database, state: Path
):
    drive_often(database, sent, 1.5, 1)
    assert not (await report(state))["suffices"]
    assert (await said(state)).splitlines()[-1].count("30") == 1
