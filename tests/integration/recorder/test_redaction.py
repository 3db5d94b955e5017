"""A redacted copy: outside its spans its parent's samples, inside none of them, and provable."""

import json
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import numpy as np
import pytest

from recorder.archive.audio_files import read_span
from recorder.archive.layout import Form, place
from recorder.handing_out.desk import DeskPorts, HandoutDesk
from recorder.handing_out.handout import Handout, HandoutForm, Stage, Standing
from recorder.ingest.incoming import look
from recorder.integrity.copies import HERE, file_copy
from recorder.integrity.digest import file_sha256
from recorder.integrity.verify import Evidence, Summary, count_lines, verify
from recorder.names import RecordingName
from recorder.redacting.make_redaction import AskedRedaction, make_redaction
from recorder.redaction import Filling, Lanes, Redaction, RedactionRefused, Span
from recorder.storage.journal_reader import read_journal
from tests.integration.recorder.sealing import KEY, Sealing
from tests.integration.recorder.workshop import Workshop, labels, name_of, until

PARENT = name_of(3)
SPANS = (Span(801, 1603, Lanes.BOTH), Span(2000, 2001, Lanes.CALLER), Span(3000, 4000, Lanes.SEAT))


def asked(*spans: Span, filling: Filling = Filling.SILENCE) -> AskedRedaction:
    return AskedRedaction(str(uuid4()), PARENT, spans, filling, "1027", "媒体开放日")


def redact(workshop: Workshop, wanted: AskedRedaction) -> Redaction:
    return make_redaction(wanted, workshop.journal, workshop.store, workshop.clock)


@pytest.fixture
def sealing(workshop: Workshop) -> Sealing:
    made = Sealing.of(workshop)
    made.record(1, 2, 3)
    workshop.journal.put_labels(PARENT, labels())
    return made


def found(sealing: Sealing) -> list[dict[str, object]]:
    """What verify finds."""
    workshop = sealing.workshop
    with read_journal(workshop.folder / "journal.sqlite") as journal:
        evidence = Evidence(
            log="node1",
            log_path=sealing.folder.log,
            store=workshop.folder / "store",
            journal=journal,
            leaves=count_lines(sealing.folder.log),
            here=file_copy(HERE, sealing.folder.checkpoints),
            copies=(),
            keys=[KEY.public],
            now=workshop.clock.now(),
        )
        return [one.told() for one in verify(evidence, Summary(), lambda _done, _of: None)]


@pytest.mark.mission("A76")
@pytest.mark.parametrize("filling", Filling)
def test_outside_the_spans_it_is_its_parent_and_inside_nothing_is_left(
    sealing: Sealing, filling: Filling
):
    workshop = sealing.workshop
    before = workshop.store.get(PARENT, Form.MASTER).read_bytes()
    made = redact(workshop, asked(*SPANS, filling=filling))
    parent, copy = workshop.master(PARENT), workshop.master(made.name)
    muted = np.zeros(parent.shape, dtype=bool)
    muted[801:1603], muted[2000, 0], muted[3000:4000, 1] = True, True, True

    assert made.name.text == f"{PARENT.text}-r1"
    assert (copy[~muted] == parent[~muted]).all()
    if filling is Filling.SILENCE:
        assert not copy[muted].any()
    else:
        assert (copy[801:1603, 0] == copy[801:1603, 1]).all()
        assert 3000 < np.abs(copy[801:1603]).max() < 3500
    assert workshop.store.get(PARENT, Form.MASTER).read_bytes() == before


def test_the_same_request_again_makes_no_second_copy_and_another_gets_its_own_name(
    sealing: Sealing,
):
    once = asked(*SPANS)
    names = [redact(sealing.workshop, wanted).name.text for wanted in (once, once, asked(SPANS[0]))]
    assert names == [f"{PARENT.text}-r1", f"{PARENT.text}-r1", f"{PARENT.text}-r2"]


@pytest.mark.parametrize(
    "spans",
    [(), (Span(5, 5, Lanes.BOTH),), (Span(0, 4001, Lanes.BOTH),), (Span(-1, 2, Lanes.BOTH),)],
)
def test_a_span_that_is_none_is_refused_and_makes_nothing(sealing: Sealing, spans):
    with pytest.raises(RedactionRefused):
        redact(sealing.workshop, asked(*spans))
    assert not sealing.workshop.journal.redactions.list_of(PARENT)


def test_a_copy_of_a_copy_and_of_a_changed_original_are_refused(sealing: Sealing):
    workshop = sealing.workshop
    made = redact(workshop, asked(*SPANS))
    with pytest.raises(RedactionRefused):
        redact(workshop, replace(asked(SPANS[0]), parent=made.name))
    sealing.master(PARENT).write_bytes(sealing.master(name_of(2)).read_bytes())
    with pytest.raises(RedactionRefused):
        redact(workshop, asked(SPANS[0]))


def test_it_carries_its_parents_labels_and_is_found_with_it(sealing: Sealing):
    made = redact(sealing.workshop, asked(*SPANS))
    copy = sealing.workshop.journal.get(made.name)
    assert copy.labels == sealing.workshop.journal.get(PARENT).labels
    assert copy.labels is not None


def test_the_exchange_can_not_bring_a_file_by_a_copys_name(workshop: Workshop):
    forged = RecordingName.parse(f"{PARENT.text}-r1")
    workshop.write_call(forged, rx=np.ones(800, "<i2"), tx=np.ones(800, "<i2"))
    workshop.work()
    assert workshop.journal.find(forged) is None
    assert len(look(workshop.incoming).strays) == 3


@pytest.mark.mission("A76")
def test_the_copy_is_sealed_and_verify_agrees(sealing: Sealing):
    made = redact(sealing.workshop, asked(*SPANS))
    sealing.seal()
    leaf = sealing.leaves()[-1]
    assert leaf.recording == made.name.text
    assert leaf.facts["parent"] == PARENT.text
    assert leaf.facts["parent_flac_sha256"] == file_sha256(sealing.master(PARENT))
    assert leaf.facts["spans"] == [
        [801, 1603, "both"],
        [2000, 2001, "caller"],
        [3000, 4000, "seat"],
    ]
    assert (leaf.facts["redacted_by"], leaf.facts["redacted_because"]) == ("1027", "媒体开放日")
    assert found(sealing) == []


@pytest.mark.parametrize(
    ("statement", "code", "field"),
    [
        ("UPDATE redaction SET reason = 'other'", "row_changed", "redacted_because"),
        ("UPDATE redaction SET parent_flac_sha256 = 'ab'", "row_changed", "parent_flac_sha256"),
        ("DELETE FROM redaction", "removed", None),
    ],
)
def test_verify_names_what_was_done_to_the_parentage(sealing: Sealing, statement, code, field):
    redact(sealing.workshop, asked(*SPANS))
    sealing.seal()
    sealing.edit(statement)
    wrong = [one for one in found(sealing) if one.get("what") == "redaction"]
    assert [(one["code"], one.get("field")) for one in wrong] == [(code, field)]


def test_verify_names_a_copy_that_is_not_the_muted_sound_of_its_original(sealing: Sealing):
    """Spans that lie about the sound, sealed with it: muting the original again tells."""
    made = redact(sealing.workshop, asked(*SPANS))
    sealing.edit("UPDATE redaction SET spans = '[[0, 8, \"both\"]]'")
    sealing.seal()
    wrong = found(sealing)
    assert [one["code"] for one in wrong] == ["parent_differs"]
    assert wrong[0]["recording"] == made.name.text


def desk_of(sealing: Sealing) -> HandoutDesk:
    workshop = sealing.workshop
    ports = DeskPorts(workshop.folder, workshop.journal, workshop.store, workshop.clock, KEY)
    return HandoutDesk(ports)


def made_by(desk: HandoutDesk, handout: Handout) -> Standing:
    desk.begin(handout)
    until(lambda: desk.get(handout.id).stage is not Stage.MAKING)
    return desk.get(handout.id)


def handout(form: HandoutForm, *names: RecordingName, password: str | None = None) -> Handout:
    return Handout(str(uuid4()), form, names, "1001", "法院 12 号", password)


@pytest.fixture
def unpacked(sealing: Sealing, tmp_path: Path) -> Path:
    """The bundle of a redacted copy, in an empty folder."""
    made = redact(sealing.workshop, asked(*SPANS))
    sealing.seal()
    sealing.sealer.sign()
    desk, wanted = desk_of(sealing), handout(HandoutForm.BUNDLE, made.name)
    assert made_by(desk, wanted).stage is Stage.READY
    with zipfile.ZipFile(desk.file(wanted.id)[0]) as archive:
        archive.extractall(tmp_path / "empty")
    desk.close()
    return tmp_path / "empty"


def check(folder: Path) -> tuple[int, str]:
    command = [sys.executable, "-I", "-S", "verify.py"]
    ended = subprocess.run(
        command, cwd=folder, env={}, capture_output=True, timeout=60, check=False
    )
    return ended.returncode, ended.stdout.decode() + ended.stderr.decode()


@pytest.mark.mission("A81")
def test_the_bundle_of_a_copy_proves_its_parentage_and_holds_no_sound_of_the_original(
    unpacked: Path,
):
    code, said = check(unpacked)
    assert (code, "RESULT: INTACT" in said) == (0, True), said
    assert f"redacted copy of {PARENT.text}" in said
    assert "媒体开放日" in said
    assert [path.stem for path in (unpacked / "audio").iterdir()] == [f"{PARENT.text}-r1"]


def test_the_bundle_without_its_originals_seal_is_not_intact(unpacked: Path):
    (unpacked / f"leaves/{PARENT.text}.json").unlink()
    code, said = check(unpacked)
    assert (code, "its original cannot be read" in said) == (1, True)


def test_the_bundle_with_another_original_is_not_intact(unpacked: Path):
    path = unpacked / f"leaves/{PARENT.text}.json"
    facts = json.loads(path.read_bytes()) | {"flac_sha256": "0" * 64}
    path.write_text(json.dumps(facts))
    code, said = check(unpacked)
    assert (code, f"is no copy of {PARENT.text}" in said) == (1, True)


def test_a_span_of_the_store_is_what_was_muted(sealing: Sealing):
    made = redact(sealing.workshop, asked(Span(801, 1603, Lanes.CALLER)))
    path = place(sealing.workshop.folder / "store", made.name, Form.MASTER)
    assert not read_span(path, 801, 802)[:, 0].any()
    assert read_span(path, 801, 802)[:, 1].any()
