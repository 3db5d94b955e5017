import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from recorder.state import RecordingState
from tests.integration.recorder import dying
from tests.integration.recorder.workshop import NAME, Workshop, voice

RX, TX = voice(1, 2.0), voice(2, 2.0)
STEPS = 11
"""Before the row; around each of two files; around the settled row; before the removal."""


@pytest.fixture(scope="module")
def roots(tmp_path_factory) -> list[Path]:
    """As many recorders, each killed by SIGKILL one step later than the one before."""
    made = [tmp_path_factory.mktemp(f"step{step}") for step in range(STEPS)]
    for root in made:
        workshop = Workshop.open(root)
        workshop.write_call(rx=RX, tx=TX)
        workshop.journal.close()
    ended = subprocess.run(
        [sys.executable, dying.__file__, *map(str, made)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env={"PYTHONPATH": str(Path(__file__).parents[3])},
    )
    endings = [line for line in ended.stdout.split() if line in {"killed", "finished"}]
    assert endings == ["killed"] * (STEPS - 1) + ["finished"]
    return made


@pytest.mark.mission("A41")
@pytest.mark.parametrize("step", range(STEPS))
def test_a_recorder_killed_at_any_step_loses_and_doubles_nothing(roots, step):
    workshop = Workshop.open(roots[step])
    workshop.work()

    assert workshop.recording().state is RecordingState.STORED
    assert workshop.moves() == ["STORED"]
    assert np.array_equal(workshop.master(), np.stack([RX, TX], axis=1))
    assert workshop.lying_in("incoming") == []
    assert workshop.lying_in("store") == [f"{NAME.text}.flac", f"{NAME.text}.peaks"]
    assert workshop.faults() == []
    workshop.journal.close()


@pytest.mark.parametrize("removed", [("rx",), ("rx", "tx")])
def test_a_recorder_killed_while_it_removes_goes_on_removing(workshop, removed):
    workshop.index_is_away[0] = False
    workshop.write_call(rx=RX, tx=TX)
    workshop.work()
    for side in removed:
        workshop.side(NAME, side).unlink()
    workshop.index_is_away[0] = True
    workshop.work()

    assert workshop.lying_in("incoming") == []
    assert workshop.faults() == []
