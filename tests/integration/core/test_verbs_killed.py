"""SIGKILL at each statement of a verb: nothing half-done is seen, all that is not done is told."""

import json
from pathlib import Path

import pytest

from tests.integration.conftest import Database
from tests.integration.core import verbs_dying
from tests.integration.fuse import walked


@pytest.mark.parametrize(
    ("verb", "least"), [("link", 20), ("closure", 10), ("upkeep", 8), ("cover", 3)]
)
def test_a_verb_killed_anywhere_is_done_once_by_the_other_server(
    database: Database, tmp_path: Path, verb: str, least: int
):
    place = json.dumps([verb, database.dsn("dispatch"), str(tmp_path)])
    assert walked(Path(verbs_dying.__file__), place) >= least
