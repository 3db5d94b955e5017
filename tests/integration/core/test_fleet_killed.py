"""SIGKILL at each statement of what positions, terminals and plans do: nothing lost, none twice."""

import json
from pathlib import Path

import pytest

from tests.integration.conftest import Database
from tests.integration.core import fleet_dying
from tests.integration.fuse import walked


@pytest.mark.parametrize(
    ("verb", "least"),
    [("terminal", 20), ("token", 8), ("plan", 8), ("milestone", 10), ("days", 3)],
)
def test_a_verb_killed_anywhere_is_done_once_by_the_other_server(
    database: Database, tmp_path: Path, verb: str, least: int
):
    place = json.dumps([verb, database.dsn("dispatch"), database.dsn("gis"), str(tmp_path)])
    assert walked(Path(fleet_dying.__file__), place) >= least
