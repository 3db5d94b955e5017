"""Two recorder processes, each the other's second place; one is killed, both are stopped."""

import json
import signal
from functools import partial
from pathlib import Path

import pytest

from recorder.integrity.checkpoint import Checkpoint, SigningKey
from tests.integration.recorder.running import SIGNING, Running, make_state
from tests.integration.recorder.workshop import name_of, until, voice, write_side

KEY = SigningKey.from_secret(SIGNING)
TRIES = 4


@pytest.fixture
def pair(tmp_path: Path):
    """Node1 and node2, as the runner starts them on one machine."""
    first, second = make_state(tmp_path / "state"), make_state(tmp_path / "other")
    with (first.state / "boot.toml").open("a") as boot:
        boot.write(f"[[exchanges]]\nname = 'node2'\nrecorder_url = '{second.url}'\n")
    second = Running(first.state, second.url, exchange="node2")
    second.incoming.mkdir(parents=True)
    made = (first, second)
    yield made
    for one in made:
        if one.process is not None and one.process.poll() is None:
            one.end()


def record(running: Running, serial: int) -> None:
    name = name_of(serial).text.replace("node1", running.exchange)
    for side in ("rx", "tx"):
        write_side(running.incoming / f"{name}-{side}.wav", voice(serial, 0.5))
    (running.incoming / f"{name}.done").touch()


def sealed(running: Running) -> int:
    with running.client() as client:
        return int(client.get("/health").json()["proof"]["sealed"])


def has_sealed(running: Running, more_than: int) -> bool:
    return sealed(running) > more_than


def checkpoints(path: Path) -> list[Checkpoint]:
    lines = path.read_text().splitlines() if path.exists() else []
    return [found for line in lines if (found := Checkpoint.parse(line)) is not None]


@pytest.mark.mission("A76")
def test_a_stop_signs_and_the_other_recorder_has_the_copy(pair):
    first, second = pair
    first.start()
    second.start()
    record(first, 1)
    until(lambda: sealed(first) == 1)
    first.end()
    copies = checkpoints(second.folder / "proof/witness/node1.txt")

    assert [(one.size, one.is_signed_by([KEY.public])) for one in copies] == [(1, True)]
    assert copies == checkpoints(first.folder / "proof/checkpoints.txt")


def test_what_the_other_recorder_missed_it_gets_when_it_is_there_again(pair):
    first, second = pair
    first.start()
    record(first, 1)
    until(lambda: sealed(first) == 1)
    first.end()
    second.start()
    first.start()

    until(lambda: checkpoints(second.folder / "proof/witness/node1.txt"))
    with first.client() as client:
        (place,) = client.get("/health").json()["proof"]["places"]
    assert (place["name"], place["disagrees"]) == ("recorder-node2", False)


def test_a_recorder_killed_again_and_again_seals_everything_once(pair):
    first, _ = pair
    for number in range(TRIES):
        for serial in range(3):
            record(first, 10 * number + serial)
        first.start()
        until(partial(has_sealed, first, number))
        first.end(signal.SIGKILL)
    first.start()
    until(lambda: sealed(first) == 3 * TRIES)
    first.end()
    log = (first.folder / "proof/log.txt").read_text().splitlines()
    facts = [json.loads(line.partition(" ")[2]) for line in log]

    assert [one["n"] for one in facts] == list(range(3 * TRIES))
    assert len({one["recording"] for one in facts}) == 3 * TRIES


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/witness/node2", {"key": "00", "first": 0, "lines": []}, 422),
        ("/witness/..%2F..", {"key": "0" * 64, "first": 0, "lines": []}, 404),
        ("/witness/node2", {"key": KEY.public.raw.hex(), "first": 5, "lines": []}, 409),
        ("/witness/node2", {"key": KEY.public.raw.hex(), "first": 0, "lines": ["a\nb"]}, 422),
    ],
)
def test_what_is_no_checkpoint_is_refused_at_the_door(pair, path, body, status):
    first, _ = pair
    first.start()
    with first.client() as client:
        assert client.put(path, json=body).status_code == status


def test_a_stranger_neither_reads_nor_writes_copies(pair):
    first, _ = pair
    first.start()
    with first.client("wrong") as client:
        assert client.get("/witness/node2").status_code == 401
        assert client.put("/witness/node2", json={}).status_code == 401
