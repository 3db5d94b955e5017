"""Handing out: plain copies in three forms, with a password or without, and what is refused."""

import json
import sqlite3
import zipfile
from dataclasses import replace
from io import BytesIO
from uuid import uuid4

import numpy as np
import pytest
import pyzipper
import soundfile

from recorder.errors import RecordingNotFound
from recorder.handing_out.desk import KEPT_S
from recorder.handing_out.handout import (
    HandoutForm,
    HandoutGone,
    HandoutRefused,
    Stage,
)
from recorder.integrity.digest import file_sha256
from tests.integration.recorder.running import recorder_beside
from tests.integration.recorder.sealing import Sealing
from tests.integration.recorder.test_redaction import desk_of, handout, made_by
from tests.integration.recorder.workshop import (
    Workshop,
    labels,
    name_of,
    until,
    voice,
    write_side,
)

PASSWORD = "杭州-Blue-7-Lantern"


@pytest.fixture
def sealing(workshop: Workshop) -> Sealing:
    made = Sealing.of(workshop)
    made.record(1, 2, 3)
    workshop.journal.put_labels(name_of(2), labels())
    return made


@pytest.mark.mission("A81")
@pytest.mark.parametrize("form", ["flac", "opus", "wav"])
def test_an_export_holds_sound_and_what_is_known_of_it_but_no_number(sealing: Sealing, form):
    desk, wanted = desk_of(sealing), handout(HandoutForm(form), name_of(1), name_of(2))
    standing = made_by(desk, wanted)
    path, sha256 = desk.file(wanted.id)
    assert (standing.done, standing.of, standing.sha256) == (2, 2, sha256)
    assert file_sha256(path) == sha256
    with zipfile.ZipFile(path) as archive:
        text = archive.read(f"{name_of(2).text}.json").decode()
        sound = archive.read(f"{name_of(2).text}.{form}")
    samples, rate_hz = soundfile.read(BytesIO(sound), dtype="int16")
    if form != "opus":
        assert (samples == sealing.workshop.master(name_of(2))).all()
        assert rate_hz == 8000
    assert json.loads(text)["seat"] == 1
    assert "13800138000" not in text
    desk.close()


@pytest.mark.mission("A81")
def test_with_a_password_the_sound_opens_with_it_only_and_it_stands_nowhere(sealing: Sealing):
    desk = desk_of(sealing)
    wanted = handout(HandoutForm.WAV, name_of(2), password=PASSWORD)
    assert made_by(desk, wanted).stage is Stage.READY
    path, _ = desk.file(wanted.id)
    entry = f"{name_of(2).text}.wav"
    with pyzipper.AESZipFile(path) as archive:
        assert archive.getinfo(entry).flag_bits & 1
        for wrong in (None, b"another"):
            with pytest.raises(RuntimeError):
                archive.read(entry, pwd=wrong)
        sound = archive.read(entry, pwd=PASSWORD.encode())
    samples, _ = soundfile.read(BytesIO(sound), dtype="int16")
    assert (samples == sealing.workshop.master(name_of(2))).all()
    kept = [one for one in sealing.workshop.folder.rglob("*") if one.is_file()]
    assert not [one for one in kept if PASSWORD.encode() in one.read_bytes()]
    assert PASSWORD not in repr(wanted)
    desk.close()


def test_who_took_what_stands_in_the_journal_and_cannot_be_changed(sealing: Sealing):
    desk = desk_of(sealing)
    made_by(desk, handout(HandoutForm.FLAC, name_of(2), name_of(1), password=PASSWORD))
    with sealing.workshop.journal.file.read() as connection:
        (row,) = connection.execute("SELECT * FROM export").fetchall()
    said = json.loads(row["recordings"]), row["actor"], row["reason"], row["encrypted"]
    assert said == ([name_of(1).text, name_of(2).text], "1001", "法院 12 号", 1)
    for statement in ("UPDATE export SET actor = 'x'", "DELETE FROM export"):
        with (
            pytest.raises(sqlite3.IntegrityError),
            sealing.workshop.journal.file.write() as connection,
        ):
            connection.execute(statement)
    desk.close()


@pytest.mark.parametrize("damage", ["changed", "unsigned"])
def test_evidence_that_cannot_be_proven_is_refused_and_nothing_is_handed_out(
    sealing: Sealing, damage
):
    if damage == "changed":
        sealing.sealer.sign()
        sealing.master(name_of(2)).write_bytes(b"fLaC")
    desk, wanted = desk_of(sealing), handout(HandoutForm.BUNDLE, name_of(2))
    standing = made_by(desk, wanted)
    codes = {"changed": "bundle_refused", "unsigned": "not_signed_yet"}
    assert (standing.stage, standing.code) == (Stage.REFUSED, codes[damage])
    with pytest.raises(HandoutGone):
        desk.file(wanted.id)
    assert not sealing.workshop.journal.seals.list_bundles()
    desk.close()


def test_nobody_no_reason_and_no_recording_are_refused(sealing: Sealing):
    desk = desk_of(sealing)
    good = handout(HandoutForm.FLAC, name_of(1))
    nobody, nothing = replace(good, actor=" "), replace(good, reason=" ")
    for wrong in (nobody, nothing, replace(good, recordings=())):
        with pytest.raises(HandoutRefused):
            desk.begin(wrong)
    with pytest.raises(HandoutRefused):
        desk.begin(handout(HandoutForm.BUNDLE, name_of(1), password=PASSWORD))
    with pytest.raises(RecordingNotFound):
        desk.begin(handout(HandoutForm.FLAC, name_of(9)))
    desk.close()


def test_a_handout_is_gone_after_its_time_and_its_file_with_it(sealing: Sealing):
    desk, wanted = desk_of(sealing), handout(HandoutForm.FLAC, name_of(1))
    made_by(desk, wanted)
    path, _ = desk.file(wanted.id)
    sealing.workshop.clock.turn(KEPT_S + 1)
    with pytest.raises(HandoutGone):
        desk.get(wanted.id)
    assert not path.exists()
    desk.close()


def test_over_the_wire_a_copy_is_made_and_both_are_handed_out(tmp_path):
    name = name_of(4)
    with recorder_beside(tmp_path / "state") as running, running.client() as client:
        for side in ("rx", "tx"):
            write_side(running.incoming / f"{name.text}-{side}.wav", voice(4, 0.5))
        (running.incoming / f"{name.text}.done").write_text("done\n")
        until(lambda: running.state_of(name.text) == "STORED")
        asked = {"id": str(uuid4()), "spans": [{"first": 8, "end": 80}], "actor": "1001"}
        refused = client.post(f"/recordings/{name.text}/redactions", json=asked)
        made = client.post(
            f"/recordings/{name.text}/redactions", json=asked | {"reason": "训练"}
        ).json()
        listed = client.get(f"/recordings/{name.text}/redactions").json()
        identity = str(uuid4())
        wanted = {
            "id": identity,
            "form": "wav",
            "recordings": [name.text, made["name"]],
            "actor": "1001",
            "reason": "训练",
        }
        begun = client.post("/handouts", json=wanted)
        until(lambda: client.get(f"/handouts/{identity}").json()["stage"] == "ready")
        content = client.get(f"/handouts/{identity}/file").content
        gone = client.get(f"/handouts/{uuid4()}")
    assert refused.status_code == 422
    assert (listed["frames"], [one["name"] for one in listed["copies"]]) == (4000, [made["name"]])
    assert begun.status_code == 200
    assert (gone.status_code, gone.json()["code"]) == (404, "handout_gone")
    with zipfile.ZipFile(BytesIO(content)) as archive:
        sounds = [
            soundfile.read(BytesIO(archive.read(f"{one}.wav")), dtype="int16")[0]
            for one in (name.text, made["name"])
        ]
    assert np.flatnonzero((sounds[0] != sounds[1]).any(axis=1)).tolist()[0] >= 8
    assert not sounds[1][8:80].any()
