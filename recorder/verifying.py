"""Gathers what `recorder verify` examines: own files, and the copies at every second place."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from recorder.clock import Clock
from recorder.config import Settings
from recorder.errors import RecorderError, SettingsUnusable
from recorder.integrity.checkpoint import PublicKey
from recorder.integrity.copies import HERE, Copy, file_copy
from recorder.integrity.places import RecorderPlace
from recorder.integrity.proof_folder import ProofFolder
from recorder.integrity.verify import Evidence, count_lines
from recorder.storage.journal_reader import read_journal

_PAGE: Final = 500


@contextmanager
def gather(
    settings: Settings, clock: Clock, *, copies: Sequence[Path] = (), keys: Sequence[str] = ()
) -> Iterator[Evidence]:
    """One moment of everything, the checkpoints first: what is signed is in the log by then.

    Args:
        settings: Whose evidence it is.
        clock: For what may still wait for its seal.
        copies: Further files of checkpoints.
        keys: Public keys to be believed, hexadecimal; without any, the one of our own secret.
    """
    folder, name = ProofFolder(settings.folder), settings.exchange.name
    believed = _keys(settings, keys)
    away: list[str] = []
    found = list(_copies(settings, copies, away))
    here = file_copy(HERE, folder.checkpoints)
    leaves = count_lines(folder.log)
    with read_journal(settings.folder / "journal.sqlite") as journal:
        yield Evidence(
            log=name,
            log_path=folder.log,
            store=settings.folder / "store",
            journal=journal,
            leaves=leaves,
            here=here,
            copies=found,
            away=away,
            keys=believed,
            now=clock.now(),
        )


def _keys(settings: Settings, keys: Sequence[str]) -> list[PublicKey]:
    try:
        return [PublicKey(bytes.fromhex(key)) for key in keys] or [settings.signing_key().public]
    except ValueError as error:
        raise SettingsUnusable("a public key is 64 hexadecimal digits") from error


def _copies(settings: Settings, further: Sequence[Path], away: list[str]) -> Iterator[Copy]:
    name = settings.exchange.name
    for path in further:
        if not path.is_file():
            raise SettingsUnusable(f"{path} is no file of checkpoints")
        yield file_copy(str(path), path)
    shelves = [settings.proof.copies_folder] if settings.proof.copies_folder else []
    for shelf in shelves:
        if (path := shelf / f"{name}.txt").is_file():
            yield file_copy(str(shelf), path)
    for other in settings.others:
        path = ProofFolder(settings.state / "recorder" / other.name).witness / f"{name}.txt"
        if path.is_file():
            yield file_copy(f"recorder-{other.name}", path)
        else:
            yield from _asked(settings, f"recorder-{other.name}", other.recorder_url, away)


def _asked(settings: Settings, place: str, url: str, away: list[str]) -> Iterator[Copy]:
    """The copy of a recorder on another machine, if that answers."""
    try:
        recorder = RecorderPlace(place, url, settings.secret("recorder_api"))
        count, _ = recorder.ask(settings.exchange.name)
    except (OSError, RecorderError):
        away.append(place)
        return
    if count:
        yield Copy(place, lambda: _pages(recorder, settings.exchange.name, count))


def _pages(recorder: RecorderPlace, name: str, count: int) -> Iterator[str]:
    for first in range(0, count, _PAGE):
        yield from recorder.read(name, first, min(_PAGE, count - first))
