"""The store's commands at the terminal, and its routes."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from recorder.archive.layout import Form
from recorder.cli import app
from recorder.clock import SystemClock
from recorder.config import load_settings
from recorder.own_folder import open_journal
from tests.integration.recorder.running import Running, make_state
from tests.integration.recorder.sealing import Sealing
from tests.integration.recorder.workshop import NAME, Workshop, until, voice, write_side

RULE = "[[retention]]\nname = 'everything'\ndays = 365\n"


@pytest.fixture
def at_rest(tmp_path: Path) -> Running:
    """A state folder with one sealed call; nothing runs."""
    made = make_state(tmp_path / "state")
    with (made.state / "boot.toml").open("a") as boot:
        boot.write(RULE)
    journal = open_journal(load_settings(made.state, "node1"), SystemClock())
    workshop = Workshop.open(made.state, journal=journal, folder=made.folder)
    workshop.write_call(rx=voice(1, 1.0), tx=voice(2, 1.0))
    workshop.work()
    Sealing.of(workshop).seal()
    journal.close()
    return made


def command(running: Running, verb: str, *told: str) -> Result:
    where = ["--state", str(running.state), "--exchange", "node1"]
    return CliRunner().invoke(app, [verb, *where, *told])


def lines(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.mission("A29", "A75")
def test_a_call_goes_to_a_medium_and_comes_back_proved(at_rest: Running, tmp_path: Path):
    disc = tmp_path / "disc"
    disc.mkdir()
    archived = command(at_rest, "archive", "--medium", str(disc), "--label", "V1")
    (medium,) = lines(command(at_rest, "archives"))
    (at_rest.folder / f"store/2026/11/22/{NAME.text}.{Form.MASTER}").unlink()
    restored = command(at_rest, "restore", "--medium", str(disc), "--recording", NAME.text)

    assert (archived.exit_code, lines(archived)[0]["confirmed"]) == (0, 1)
    assert (medium["place"], medium["confirmed"]) == ("V1", 1)
    (came,) = lines(restored)
    assert (restored.exit_code, came["outcome"]) == (0, "restored")
    assert came["sealed"] == came["found"]


def test_a_medium_that_is_not_mounted_or_has_no_label_is_refused(at_rest: Running, tmp_path: Path):
    away = command(at_rest, "archive", "--medium", str(tmp_path / "away"))
    (tmp_path / "blank").mkdir()
    blank = command(at_rest, "archive", "--medium", str(tmp_path / "blank"))

    assert [away.exit_code, blank.exit_code] == [2, 2]
    assert all("[archive_refused]" in one.stderr for one in (away, blank))


def test_a_dry_run_names_nothing_of_this_year_and_deletes_nothing(at_rest: Running):
    result = command(at_rest, "retention", "--dry-run")

    assert (result.exit_code, lines(result)) == (0, [])
    assert command(at_rest, "retention", "--delete").exit_code == 2


@pytest.mark.mission("A80")
def test_the_days_left_are_told_at_the_terminal(at_rest: Running):
    (store,) = lines(command(at_rest, "forecast"))

    reckoned = store["forecast"]
    assert isinstance(reckoned, dict)
    assert (store["kind"], reckoned["basis"]) == ("own", "channels")
    assert isinstance(reckoned["days_left"], int)


def test_a_running_recorder_has_a_ballast_copies_and_tells_how_it_keeps(tmp_path: Path):
    made = make_state(tmp_path / "state")
    (tmp_path / "second").mkdir()
    boot = made.state / "boot.toml"
    boot.write_text(boot.read_text() + f"second_store = '{tmp_path / 'second'}'\n" + RULE)
    made.start()
    try:
        for which, seed in (("rx", 1), ("tx", 2)):
            write_side(made.incoming / f"{NAME.text}-{which}.wav", voice(seed, 1.0))
        (made.incoming / f"{NAME.text}.done").touch()
        with made.client() as client:
            until(lambda: client.get("/keeping").json()["places"])
            told = client.get("/keeping").json()
            days_left = client.get("/health").json()["days_left"]
            retention = client.get("/retention").json()
    finally:
        made.end()

    (place,) = told["places"]
    assert (place["kind"], place["confirmed"]) == ("second", 1)
    assert [store["kind"] for store in told["stores"]] == ["own", "second"]
    assert isinstance(days_left, int)
    assert retention == {"verdicts": []}
    assert (made.folder / "ballast").stat().st_size == 1024 * 1024


def test_holds_and_refusals_go_over_the_wire(at_rest: Running):
    at_rest.start()
    act = {"by": "1001", "reason": "court"}
    try:
        with at_rest.client() as client:
            path = f"/recordings/{NAME.text}"
            answers = [
                client.put(f"{path}/release", json=act),
                client.put(f"{path}/hold", json=act),
                client.put(f"{path}/ask-deletion", json=act),
                client.put(f"{path}/confirm-deletion", json={"by": "1002"}),
                client.put(f"{path}/withdraw-deletion", json={"by": "1001"}),
                client.put(f"{path}/hold", json={"by": "1001", "reason": ""}),
            ]
            held = client.get("/keeping").json()["holds"]
    finally:
        at_rest.end()

    assert [(one.status_code, one.json().get("code")) for one in answers] == [
        (409, "recording_not_held"),
        (200, None),
        (409, "recording_too_young"),
        (409, "recording_on_hold"),
        (409, "deletion_not_asked"),
        (422, "invalid_request"),
    ]
    assert [(one["recording"], one["held_by"]) for one in held] == [(NAME.text, "1001")]
