"""What the recorder does when it must not believe what it has just done or seen."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from typing_extensions import override

from recorder.archive.layout import Form
from recorder.archive.store import DiskStore
from recorder.ingest.review import make_review
from recorder.state import RecordingState
from tests.integration.recorder.workshop import NAME, Workshop, voice, write_side

RX, TX = voice(1, 1.0), voice(2, 1.0)


class Meddler(DiskStore):
    """Lets somebody change the source between its first and its second reading, once."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.acts: list[Callable[[], object]] = []

    @override
    def stage(self, name, form, *, needs_bytes):
        while self.acts:
            self.acts.pop()()
        return super().stage(name, form, needs_bytes=needs_bytes)


@pytest.fixture
def meddler(tmp_path):
    return Meddler(tmp_path / "recorder")


@pytest.fixture
def meddled(tmp_path, meddler):
    workshop = Workshop.open(tmp_path, store=meddler)
    yield workshop
    workshop.journal.close()


@pytest.mark.mission("A76")
def test_a_master_that_does_not_decode_to_its_source_is_never_kept(
    meddled: Workshop, meddler: Meddler
):
    meddled.write_call(rx=RX, tx=TX)
    meddler.acts = [lambda: write_side(meddled.side(NAME, "rx"), RX[::-1])]
    meddled.work()

    assert meddled.recording().state is RecordingState.WRITING
    assert meddled.store.find(NAME, Form.MASTER) is None
    assert meddled.faults() == [(NAME.text, "ingest_failed")]
    assert len(meddled.lying_in("incoming")) == 3


def test_files_that_grow_while_they_are_read_are_read_again(meddled: Workshop, meddler: Meddler):
    meddled.write_call(rx=RX[:-400], tx=TX[:-400])
    meddler.acts = [lambda: meddled.write_call(rx=RX, tx=TX)]
    meddled.work()

    assert meddled.recording().state is RecordingState.STORED
    assert np.array_equal(meddled.master(), np.stack([RX, TX], axis=1))
    assert meddled.moves() == ["STORED"]


def test_a_source_stays_where_its_master_is_gone(workshop: Workshop):
    workshop.index_is_away[0] = False
    workshop.write_call(rx=RX, tx=TX)
    workshop.work()
    workshop.store.get(NAME, Form.MASTER).write_bytes(b"no sound")
    workshop.index_is_away[0] = True
    workshop.work()

    assert len(workshop.lying_in("damaged")) == 2
    assert workshop.faults() == [(NAME.text, "source_changed")]


def test_a_master_that_cannot_be_heard_is_shown_and_not_tried_for_ever(workshop: Workshop):
    workshop.write_call(rx=RX, tx=TX)
    workshop.work()
    workshop.store.get(NAME, Form.MASTER).write_bytes(b"no sound")
    make_review(workshop.recording(), workshop.journal, workshop.store, is_stopped=lambda: False)

    assert workshop.faults() == [(NAME.text, "review_failed")]
    assert workshop.journal.list_unreviewed(1) == []


def test_a_review_copy_that_was_stopped_half_way_is_made_later(workshop: Workshop):
    workshop.write_call(rx=RX, tx=TX)
    workshop.work()
    make_review(workshop.recording(), workshop.journal, workshop.store, is_stopped=lambda: True)
    before = workshop.store.find(NAME, Form.REVIEW)
    make_review(workshop.recording(), workshop.journal, workshop.store, is_stopped=lambda: False)

    assert before is None
    assert workshop.store.find(NAME, Form.REVIEW)
    assert workshop.recording().review_sha256
