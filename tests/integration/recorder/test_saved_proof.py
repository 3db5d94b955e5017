import shutil
import sqlite3
from contextlib import closing

from dispatch.adapters.host.backup_proof import save_proof
from tests.integration.recorder.sealing import Sealing
from tests.integration.recorder.workshop import Workshop


def test_a_backup_made_while_sealing_goes_on_is_whole_after_the_restore(workshop, tmp_path):
    sealing = Sealing.of(workshop)
    sealing.record(1, 2)
    sealing.sealer.sign()
    saved = tmp_path / "saved" / "recorder"
    saved.mkdir(parents=True)
    with (
        closing(sqlite3.connect(workshop.folder / "journal.sqlite")) as living,
        closing(sqlite3.connect(saved / "journal.sqlite")) as copy,
    ):
        living.backup(copy)
    sealing.record(3)
    sealing.sealer.sign()
    save_proof(workshop.folder, saved)
    shutil.copytree(workshop.folder / "store", saved / "store")
    restored = Sealing.of(Workshop.open(tmp_path / "saved"))
    restored.record(4)

    assert len(restored.leaves()) == 3
    assert restored.workshop.faults() == []
    assert len(restored.folder.checkpoints.read_text().splitlines()) == 1
    restored.workshop.journal.close()


def test_a_recorder_without_seals_is_saved_without(tmp_path):
    save_proof(tmp_path, tmp_path / "saved")

    assert not (tmp_path / "saved").exists()
