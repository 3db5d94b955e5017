"""A workshop with everything that keeps: sealing, copies, media, deletion; and years that pass."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recorder.config import RetentionRule
from recorder.integrity.copies import HERE, file_copy
from recorder.integrity.verify import Evidence, Summary, count_lines
from recorder.integrity.verify import verify as find_differences
from recorder.keeping.classes import Verdict
from recorder.keeping.deleter import Deleter
from recorder.keeping.medium import Medium
from recorder.keeping.restore import Restored, Restoring, restore
from recorder.keeping.retention import list_outlived
from recorder.keeping.second_store import SecondStore
from recorder.keeping.write_archive import Archived, write_archive
from recorder.names import RecordingName
from recorder.storage.journal_reader import read_journal
from tests.integration.recorder.sealing import KEY, Sealing
from tests.integration.recorder.workshop import Workshop

DAY_S = 86_400.0
KEEP_EMERGENCIES = RetentionRule(name="emergency", days=400, called=("120",))
RADIO = RetentionRule(name="radio", days=365, labelled=False)
RULES = (KEEP_EMERGENCIES, RADIO)


@dataclass
class Keep:
    """One recorder and what a test does with it."""

    sealing: Sealing
    deleter: Deleter

    @classmethod
    def of(cls, workshop: Workshop) -> "Keep":
        sealing = Sealing.of(workshop)
        deleter = Deleter(workshop.journal, workshop.store, sealing.sealer, workshop.conditions)
        return cls(sealing, deleter)

    @property
    def workshop(self) -> Workshop:
        return self.sealing.workshop

    def years_pass(self, days: float = 500.0) -> None:
        self.workshop.clock.turn(days * DAY_S)

    def second(self, folder: Path) -> SecondStore:
        workshop = self.workshop
        return SecondStore(folder, workshop.journal, workshop.store, workshop.conditions)

    def archive(self, folder: Path, label: str | None = "V1") -> Archived:
        workshop = self.workshop
        folder.mkdir(exist_ok=True)
        medium = Medium.open(folder, "node1", label=label, now=workshop.clock.now())
        return write_archive(medium, workshop.journal, workshop.store, workshop.clock)

    def restore(
        self, folder: Path, *names: RecordingName, out: Path | None = None
    ) -> list[Restored]:
        workshop = self.workshop
        parts = Restoring(
            workshop.journal, workshop.store, workshop.folder / "store", self.sealing.folder.log
        )
        return list(restore(names, Medium.open(folder, "node1"), parts, out=out))

    def outlived(self) -> list[Verdict]:
        return list(list_outlived(self.workshop.journal, RULES, self.workshop.clock.now()))

    def verify(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Findings, and what is told of deletions."""
        sealing, summary = self.sealing, Summary()
        with read_journal(self.workshop.folder / "journal.sqlite") as journal:
            evidence = Evidence(
                log="node1",
                log_path=sealing.folder.log,
                store=self.workshop.folder / "store",
                journal=journal,
                leaves=count_lines(sealing.folder.log),
                here=file_copy(HERE, sealing.folder.checkpoints),
                copies=[],
                keys=[KEY.public],
                now=self.workshop.clock.now(),
            )
            found = [one.told() for one in find_differences(evidence, summary, lambda *_: None)]
        return found, summary.tombstones
