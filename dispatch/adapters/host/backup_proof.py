"""The recorders' seals in a backup: exactly as many as the journal that is saved beside them knows.

A recorder seals on while it is saved; a log longer than its journal would be taken for a forgery
after the restore.
"""

import shutil
import sqlite3
from contextlib import closing
from itertools import islice
from pathlib import Path

PROOF = "proof"
LOG = "log.txt"
CHECKPOINTS = "checkpoints.txt"
SIZE_WORD = 2  # of a checkpoint's line: how many seals it covers


def save_proof(own: Path, saved: Path) -> None:
    """Copy one recorder's seals beside its saved journal, cut to what that knows."""
    if not (own / PROOF).is_dir():
        return
    shutil.copytree(own / PROOF, saved / PROOF)
    known = _count_seals(saved / "journal.sqlite")
    if (own / PROOF / LOG).exists():
        with (own / PROOF / LOG).open("rb") as log, (saved / PROOF / LOG).open("wb") as copy:
            copy.writelines(islice(log, known))
    path = saved / PROOF / CHECKPOINTS
    if path.exists():
        lines = path.read_text(encoding="ascii", errors="replace").splitlines(keepends=True)
        kept = [line for line in lines if _covers(line) <= known]
        path.write_text("".join(kept), encoding="ascii", errors="replace")


def _count_seals(journal: Path) -> int:
    with closing(sqlite3.connect(journal)) as connection:
        return int(connection.execute("SELECT coalesce(max(n) + 1, 0) FROM leaf").fetchone()[0])


def _covers(line: str) -> int:
    words = line.split()
    return int(words[SIZE_WORD]) if len(words) > SIZE_WORD and words[SIZE_WORD].isdigit() else 0
