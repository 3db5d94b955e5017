"""A recorder stops by a person's word only; what is written meanwhile waits; every end is told."""

import json
import signal
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from recorder.cli import app
from tests.integration.recorder.running import Running, recorder_beside
from tests.integration.recorder.workshop import name_of, until, voice, write_side


def write_call(running: Running, serial: int) -> str:
    name = name_of(serial).text
    for side in ("rx", "tx"):
        write_side(running.incoming / f"{name}-{side}.wav", voice(serial, 0.5))
    (running.incoming / f"{name}.done").write_text("done\n")
    return name


def say(running: Running, what: str, *, by: str = "9001", reason: str = "更换硬盘") -> Result:
    told = ["--state", str(running.state), "--exchange", "node1", "--by", by, "--reason", reason]
    return CliRunner().invoke(app, [what, *told])


def codes(running: Running) -> list[str]:
    with running.client() as client:
        return [one["code"] for one in client.get("/faults").json()["faults"]]


def standing(running: Running) -> list[tuple[str, str | None]]:
    told = ["--state", str(running.state), "--exchange", "node1"]
    lines = CliRunner().invoke(app, ["standing", *told]).stdout.splitlines()
    return [(row["what"], row["actor"]) for row in map(json.loads, lines)]


@pytest.mark.mission("A77")
def test_it_stands_by_a_persons_word_says_so_and_what_waited_is_fetched_at_the_start(
    tmp_path: Path,
):
    with recorder_beside(tmp_path / "state") as running:
        assert say(running, "stop").exit_code == 0
        until(lambda: "recorder_stopped" in codes(running))
        waiting = write_call(running, 1)
        with running.client() as client:
            assert client.post("/stop", json={"actor": "9001", "reason": "x"}).status_code == 409
        assert running.state_of(waiting) is None
        assert say(running, "start").exit_code == 0
        until(lambda: running.state_of(waiting) == "STORED")
        assert "recorder_stopped" not in codes(running)
        assert standing(running) == [("started", "9001"), ("stopped", "9001"), ("began", None)]


@pytest.mark.parametrize(("by", "reason"), [(" ", "x"), ("9001", " ")])
def test_without_a_name_or_a_reason_it_goes_on(tmp_path: Path, by, reason):
    with recorder_beside(tmp_path / "state") as running:
        assert say(running, "stop", by=by, reason=reason).exit_code == 2
        name = write_call(running, 2)
        until(lambda: running.state_of(name) == "STORED")


@pytest.mark.mission("A77")
def test_a_signal_is_told_as_nobodys_word_a_kill_as_well_and_each_restart_records(tmp_path: Path):
    with recorder_beside(tmp_path / "state") as running:
        say(running, "stop")
        until(lambda: "recorder_stopped" in codes(running))
        running.end()
        running.start()
        running.end(signal.SIGKILL)
        running.start()
        name = write_call(running, 3)
        until(lambda: running.state_of(name) == "STORED")
        assert [what for what, _ in standing(running)] == [
            "began",
            "vanished",
            "began",
            "ended",
            "stopped",
            "began",
        ]
        assert "ended_without_a_persons_word" in running.log()
