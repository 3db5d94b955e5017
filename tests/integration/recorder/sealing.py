"""A workshop whose recordings are sealed: the parts of the proof, and clocks that we turn."""

from dataclasses import dataclass
from pathlib import Path

from recorder.archive.layout import Form, place
from recorder.integrity.checkpoint import SigningKey
from recorder.integrity.proof_folder import ProofFolder
from recorder.integrity.seal_log import BadLine, Leaf, read_log
from recorder.integrity.sealer import Sealer, SealerPorts
from recorder.names import RecordingName
from tests.integration.recorder.workshop import Workshop, name_of, voice

KEY = SigningKey(bytes(range(32)))
OFFSET_US = 1500


@dataclass
class Sealing:
    """One recorder's proof."""

    workshop: Workshop
    folder: ProofFolder
    sealer: Sealer

    @classmethod
    def of(cls, workshop: Workshop, key: SigningKey | None = KEY) -> "Sealing":
        folder = ProofFolder(workshop.folder)
        ports = SealerPorts(
            journal=workshop.journal,
            store=workshop.store,
            folder=folder,
            key=key,
            clock=workshop.clock,
            conditions=workshop.conditions,
            ask_offset_us=lambda: OFFSET_US,
        )
        return cls(workshop, folder, Sealer(ports))

    def again(self) -> "Sealing":
        """The same recorder after a restart."""
        return Sealing.of(self.workshop)

    def record(self, *serials: int, seconds: float = 0.5) -> None:
        """Store calls and seal them."""
        for serial in serials:
            self.workshop.write_call(
                name_of(serial), rx=voice(serial, seconds), tx=voice(serial + 1000, seconds)
            )
        self.workshop.work()
        self.seal()

    def seal(self) -> None:
        while self.sealer.tick():
            pass

    def leaves(self) -> list[Leaf]:
        return [line for line in read_log(self.folder.log) if isinstance(line, Leaf)]

    def bad_lines(self) -> list[BadLine]:
        return [line for line in read_log(self.folder.log) if isinstance(line, BadLine)]

    def master(self, name: RecordingName) -> Path:
        return place(self.workshop.folder / "store", name, Form.MASTER)

    def edit(self, *statements: str) -> None:
        """What somebody does who has the journal's file: no trigger holds him."""
        with self.workshop.journal.file.write() as connection:
            triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (trigger,) in triggers.fetchall():
                connection.execute(f"DROP TRIGGER {trigger}")
            for statement in statements:
                connection.execute(statement)
