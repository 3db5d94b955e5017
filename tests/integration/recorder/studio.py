"""The inputs of a workshop's recorder: real sockets, files and journal, and clocks that we turn."""

from dataclasses import dataclass

from recorder.faults import FaultCode
from recorder.inputs.inputs import Inputs
from recorder.inputs.keeper import Keeper
from recorder.inputs.line import Desk
from recorder.inputs.settings import Channel
from recorder.names import RecordingName
from tests.integration.recorder.workshop import Workshop


@dataclass
class Studio:
    """Inputs at work."""

    workshop: Workshop
    inputs: Inputs
    keeper: Keeper

    @classmethod
    def open(cls, workshop: Workshop, *channels: dict[str, object], **parts) -> "Studio":
        journal = workshop.journal
        keeper = Keeper(workshop.incoming, journal.channels)
        desk = Desk("node1", workshop.incoming, keeper, workshop.clock, **parts)
        made = tuple(Channel.model_validate(one) for one in channels)
        return cls(workshop, Inputs(made, desk, workshop.conditions, journal.channels), keeper)

    def hear(self, seconds: float = 0.02) -> None:
        """Take what has come, then let time pass."""
        self.inputs.turn()
        self.workshop.clock.turn(seconds)
        self.inputs.turn()

    def finish(self) -> list[RecordingName]:
        """End, keep and ingest everything; the names of all pieces in order."""
        self.inputs.close()
        return self.keep()

    def keep(self) -> list[RecordingName]:
        self.keeper.turn(0.01)
        while self.keeper.waits:
            self.keeper.turn(0.01)
        self.workshop.work()
        with self.workshop.journal.file.read() as connection:
            rows = connection.execute("SELECT recording FROM channel_piece ORDER BY recording")
            return [RecordingName.parse(row["recording"]) for row in rows]

    def faults(self, name: str) -> set[FaultCode]:
        listed = self.workshop.conditions.listed()
        label = next(one.channel.label for one in self.inputs.told() if one.channel.name == name)
        return {fault.code for fault in listed if fault.channel == label}
