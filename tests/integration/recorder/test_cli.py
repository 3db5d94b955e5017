import json
import socket
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from recorder.archive.layout import Form
from recorder.cli import app
from recorder.clock import SystemClock
from recorder.config import load_settings
from recorder.ingest.review import make_review
from recorder.own_folder import only_one, open_journal
from tests.integration.recorder.running import Running, make_state
from tests.integration.recorder.sealing import Sealing
from tests.integration.recorder.workshop import NAME, Workshop, name_of, voice


@pytest.fixture
def at_rest(tmp_path: Path) -> Running:
    """A state folder with one stored, reviewed call and one damaged one; nothing runs."""
    made = make_state(tmp_path / "state")
    journal = open_journal(load_settings(made.state, "node1"), SystemClock())
    workshop = Workshop.open(made.state, journal=journal, folder=made.folder)
    workshop.write_call(rx=voice(1, 2.0), tx=voice(2, 2.0))
    workshop.mark_done(name_of(9, minute=46))
    workshop.work()
    make_review(workshop.recording(), journal, workshop.store, is_stopped=lambda: False)
    sealing = Sealing.of(workshop)
    sealing.seal()
    sealing.sealer.sign()
    journal.close()
    return made


def command(running: Running, verb: str, exchange: str = "node1") -> Result:
    told = [verb, "--state", str(running.state), "--exchange", exchange]
    return CliRunner().invoke(app, told)


def lines(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_verify_finds_nothing_where_nothing_is_wrong(at_rest: Running):
    result = command(at_rest, "verify")

    (summary,) = lines(result)
    assert (result.exit_code, summary["findings"]) == (0, 0)
    assert (summary["leaves"], summary["checkpoints"], summary["signed"]) == (2, 1, 2)


@pytest.mark.mission("A76")
def test_verify_names_exactly_what_is_changed_missing_and_extra(at_rest: Running):
    day = at_rest.folder / "store/2026/11/22"
    flip_one_bit(day / f"{NAME.text}.{Form.MASTER}")
    (day / f"{NAME.text}.{Form.REVIEW}").unlink()
    (day / "note.txt").touch()
    result = command(at_rest, "verify")

    assert result.exit_code == 1
    assert [(line.get("code"), line.get("path")) for line in lines(result)[:-1]] == [
        ("removed", f"2026/11/22/{NAME.text}.opus"),
        ("changed", f"2026/11/22/{NAME.text}.flac"),
        ("added", "2026/11/22/note.txt"),
    ]
    assert lines(result)[-1]["findings"] == 3


def test_faults_are_listed_at_the_terminal(at_rest: Running):
    (fault,) = lines(command(at_rest, "faults"))

    assert (fault["recording"], fault["code"]) == (name_of(9, minute=46).text, "side_missing")


@pytest.mark.parametrize("missing", ["boot.toml", "secrets/recorder_api"])
def test_what_is_missing_is_said_in_one_sentence(at_rest: Running, missing):
    (at_rest.state / missing).unlink()
    result = command(at_rest, "run")

    assert result.exit_code == 2
    assert result.stderr.startswith("recorder: ")
    assert result.stderr.endswith("[settings_unusable]\n")


def test_a_second_recorder_for_the_same_exchange_says_so_and_goes(at_rest: Running):
    with only_one(load_settings(at_rest.state, "node1")):
        result = command(at_rest, "run")

    assert (result.exit_code, "[already_running]" in result.stderr) == (2, True)


def test_an_address_that_is_taken_is_named(at_rest: Running):
    with socket.create_server(load_settings(at_rest.state, "node1").address):
        result = command(at_rest, "run")

    assert (result.exit_code, "[address_unusable]" in result.stderr) == (2, True)


def test_an_exchange_that_does_not_exist_is_refused(at_rest: Running):
    assert "[settings_unusable]" in command(at_rest, "run", exchange="node9").stderr


def test_a_journal_that_is_none_is_refused_and_not_touched(at_rest: Running):
    journal = at_rest.folder / "journal.sqlite"
    journal.write_bytes(b"this is no journal" * 100)
    result = command(at_rest, "faults")

    assert (result.exit_code, "[journal_unusable]" in result.stderr) == (2, True)
    assert journal.read_bytes().startswith(b"this is no journal")


def flip_one_bit(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
