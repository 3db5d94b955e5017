"""What makes a backup trustworthy, without a database."""

from pathlib import Path

import pytest

from dispatch.adapters.host import backup
from dispatch.adapters.host.backup import ABOUT, SUMS, check
from dispatch.adapters.host.refusal import Refusal


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "ami").write_text("s")
    (tmp_path / ABOUT).write_text('{"version": 1}')
    monkeypatch.setattr(backup, "_list_dump", lambda dump: None)
    backup._seal(tmp_path)
    return tmp_path


def test_a_whole_backup_tells_about_itself(folder: Path) -> None:
    assert check(folder) == {"version": 1}


def test_one_changed_byte_is_found(folder: Path) -> None:
    (folder / "secrets" / "ami").write_text("t")
    with pytest.raises(Refusal, match="backup_damaged, file=secrets/ami"):
        check(folder)


def test_a_missing_file_is_found(folder: Path) -> None:
    (folder / "secrets" / "ami").unlink()
    with pytest.raises(Refusal, match="backup_damaged"):
        check(folder)


def test_a_folder_that_is_no_backup_is_refused(folder: Path) -> None:
    (folder / SUMS).unlink()
    with pytest.raises(Refusal, match="backup_damaged"):
        check(folder)
