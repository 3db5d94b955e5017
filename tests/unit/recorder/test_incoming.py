from datetime import UTC, datetime
from pathlib import Path

from recorder.ingest.incoming import SourceFile, group

OLD = "20261122-014501-node1-1795311901.8"
NEW = "20261122-014601-node1-1795311961.9"


def file(name):
    return SourceFile(Path(name), 1, datetime(2026, 11, 22, tzinfo=UTC))


def test_files_of_one_name_come_together_oldest_first():
    found = group(map(file, [f"{NEW}-rx.wav", f"{OLD}.done", f"{OLD}-tx.wav", f"{OLD}-rx.wav"]))

    assert [s.name.text for s in found.sightings] == [OLD, NEW]
    assert found.sightings[0].done == file(f"{OLD}.done")
    assert found.sightings[1].tx is None


def test_what_is_no_recording_is_told_apart_and_not_touched():
    found = group(map(file, ["core.123", "x-rx.wav", f"{OLD}-mix.wav"]))

    assert not found.sightings
    assert len(found.strays) == 3
