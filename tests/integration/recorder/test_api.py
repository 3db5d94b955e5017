import io
from collections.abc import Iterator
from pathlib import Path

import httpx2
import numpy as np
import pytest
import soundfile

from tests.integration.recorder.running import Running, recorder_beside
from tests.integration.recorder.workshop import CALL_ID, NAME, name_of, until, voice, write_side

RX, TX = voice(1, 4.0), voice(2, 4.0)
LABELS = {
    "call_id": str(CALL_ID),
    "number": "13800138000",
    "called_number": "120",
    "seat": 1,
    "staff_number": "1027",
    "started_at": "2026-11-22T01:45:01Z",
    "event_n": 7,
}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One recorder with one finished call, without a database."""
    with recorder_beside(tmp_path_factory.mktemp("api") / "state") as made:
        _write(made.incoming)
        until(lambda: made.state_of(NAME.text) == "STORED")
        with made.client() as client:
            until(lambda: client.get(f"/recordings/{NAME.text}").json()["opus_ready"])
        yield made


def _write(incoming: Path) -> None:
    write_side(incoming / f"{NAME.text}-rx.wav", RX)
    write_side(incoming / f"{NAME.text}-tx.wav", TX)
    (incoming / f"{NAME.text}.done").touch()


@pytest.fixture
def client(running: Running) -> Iterator[httpx2.Client]:
    with running.client() as made:
        yield made


def assert_problem(answer: httpx2.Response, status: int, code: str) -> None:
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.json()["status"], answer.json()["code"]) == (status, code)
    assert answer.json()["request_id"]


def test_health_tells_how_it_is(client):
    health = client.get("/health").json()

    assert (health["name"], health["index"]) == ("recorder-node1", "away")
    assert (health["writing"], health["backlog"], health["faults"]) == (0, 0, [])
    assert health["free_bytes"] > 0


@pytest.mark.parametrize("token", ["-", "wrong", "a-throw-away-tokenx"])
def test_without_the_token_nothing_is_told(running: Running, token):
    with running.client(token) as client:
        assert_problem(client.get("/health"), 401, "unauthorized")
        assert_problem(client.get("/no-such-page"), 401, "unauthorized")
        assert client.get("/live").json() == {"live": True}


@pytest.mark.mission("A78")
def test_a_row_tells_start_end_and_length(client):
    row = client.get(f"/recordings/{NAME.text}").json()

    assert (row["state"], row["duration_ms"], row["sample_rate_hz"]) == ("STORED", 4000, 8000)
    assert row["started_at"] == "2026-11-22T01:45:01Z"
    assert row["ended_at"]


def test_the_master_comes_whole(client):
    answer = client.get(f"/recordings/{NAME.text}/audio")

    heard = soundfile.read(io.BytesIO(answer.content), dtype="int16")[0]
    assert (answer.status_code, answer.headers["content-type"]) == (200, "audio/flac")
    assert answer.headers["accept-ranges"] == "bytes"
    assert np.array_equal(heard, np.stack([RX, TX], axis=1))


def test_the_review_copy_sounds_alike(client):
    answer = client.get(f"/recordings/{NAME.text}/audio", params={"form": "opus"})

    heard, rate_hz = soundfile.read(io.BytesIO(answer.content), dtype="int16")
    assert (answer.headers["content-type"], rate_hz) == ("audio/ogg", 8000)
    assert abs(len(heard) - len(RX)) < 800
    assert heard.shape[1] == 2


def test_a_player_can_seek(client):
    whole = client.get(f"/recordings/{NAME.text}/audio").content
    part = client.get(f"/recordings/{NAME.text}/audio", headers={"Range": "bytes=1000-1999"})

    assert (part.status_code, part.content) == (206, whole[1000:2000])
    assert part.headers["content-range"] == f"bytes 1000-1999/{len(whole)}"


def test_a_range_of_another_file_version_gives_the_whole(client):
    headers = {"Range": "bytes=1000-1999", "If-Range": '"another"'}
    answer = client.get(f"/recordings/{NAME.text}/audio", headers=headers)

    assert answer.status_code == 200


def test_a_range_beyond_the_end_is_refused_with_the_length(client):
    answer = client.get(f"/recordings/{NAME.text}/audio", headers={"Range": "bytes=99999999-"})

    assert_problem(answer, 416, "range_not_satisfiable")
    assert answer.headers["content-range"].startswith("bytes */")


def test_peaks_are_pairs_for_each_hundredth(client):
    peaks = client.get(f"/recordings/{NAME.text}/peaks").json()

    assert peaks["rate_hz"] == 100
    assert [len(channel) for channel in peaks["channels"]] == [800, 800]
    assert peaks["channels"][1][:2] == [TX[:80].min() >> 8, TX[:80].max() >> 8]


@pytest.mark.mission("A79", "A82")
def test_a_labelled_recording_is_found_by_the_number(client):
    client.put(f"/recordings/{NAME.text}/labels", json=LABELS).raise_for_status()
    by_number = client.get("/recordings", params={"number": "13800138000"}).json()
    by_last_digits = client.get("/recordings", params={"number": "*8000"}).json()
    by_another = client.get("/recordings", params={"number": "8000"}).json()

    assert by_number["source"] == "journal"
    assert by_number["recordings"][0]["labels"] == LABELS
    assert by_last_digits == by_number
    assert by_another["recordings"] == []


def test_older_labels_change_nothing(client):
    path = f"/recordings/{name_of(78, minute=50).text}/labels"
    client.put(path, json=LABELS | {"event_n": 20, "seat": 3})
    kept = client.put(path, json=LABELS | {"event_n": 19, "seat": 4})

    assert kept.json()["seat"] == 3


def test_labels_may_come_before_the_sound(client):
    unknown = name_of(77, minute=50).text

    assert client.put(f"/recordings/{unknown}/labels", json=LABELS).status_code == 200
    assert_problem(client.get(f"/recordings/{unknown}"), 404, "recording_not_found")
    assert_problem(client.get(f"/recordings/{unknown}/audio"), 404, "recording_not_found")


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/recordings/..%2F..%2Fetc%2Fpasswd/audio", 404, "not_found"),
        ("/recordings/boot.toml/audio", 422, "invalid_name"),
        ("/recordings/" + "9" * 500, 422, "invalid_request"),
        (f"/recordings/{NAME.text}/audio?form=wav", 422, "invalid_request"),
        ("/recordings?before=x", 422, "invalid_name"),
        ("/recordings?limit=100000", 422, "invalid_request"),
        ("/recordings?from=yesterday", 422, "invalid_request"),
        ("/recordings?from=2026-11-22T00:00:00", 422, "invalid_request"),
        ("/recordings?number=%25", 422, "invalid_request"),
        ("/recordings?nonsense=1", 422, "invalid_request"),
        ("/nowhere", 404, "not_found"),
    ],
)
def test_what_makes_no_sense_is_refused_by_code(client, path, status, code):
    assert_problem(client.get(path), status, code)


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"call_id": 1}', b'{"event_n": 1e400}'],
)
def test_labels_of_any_other_shape_are_refused(client, body):
    answer = client.put(f"/recordings/{NAME.text}/labels", content=body)

    assert_problem(answer, 422, "invalid_request")


@pytest.mark.parametrize(
    "wrong",
    [{"seat": -1}, {"event_n": 2**63}, {"number": "1\r\n2"}, {"number": "9" * 65}, {"more": 1}],
)
def test_labels_out_of_bounds_are_refused(client, wrong):
    answer = client.put(f"/recordings/{NAME.text}/labels", json=LABELS | wrong)

    assert_problem(answer, 422, "invalid_request")


def test_a_body_without_end_is_refused(client):
    answer = client.put(f"/recordings/{NAME.text}/labels", content=b"9" * 20_000)

    assert_problem(answer, 413, "body_too_large")


def test_no_number_is_ever_logged(running: Running, client):
    client.put(f"/recordings/{name_of(79, minute=50).text}/labels", json=LABELS)
    client.get("/recordings", params={"number": "13800138000"})

    assert "138001" not in running.log()
