"""The routes of the proof: how it stands, and the copies of other recorders' checkpoints."""

import asyncio
from dataclasses import asdict, dataclass
from typing import Annotated

from fastapi import FastAPI, Path, Query

from recorder.api.wire import CheckpointsIn, CheckpointsOut, PlaceOut, ProofOut
from recorder.integrity.courier import Courier
from recorder.integrity.sealer import Sealer
from recorder.integrity.witness import Witness

Log = Annotated[str, Path(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,30}$")]
MAX_LINES = 500


@dataclass(frozen=True, slots=True)
class Proof:
    """The parts that the routes ask."""

    sealer: Sealer
    courier: Courier
    witness: Witness

    def told(self) -> ProofOut:
        """How it stands."""
        return ProofOut(
            sealed=self.sealer.size,
            signed=self.sealer.signed_size,
            places=[PlaceOut(**asdict(status)) for status in self.courier.status()],
        )


def add_witness(app: FastAPI, proof: Proof) -> None:
    """Another recorder's copies: only ever added to."""

    @app.get("/witness/{log}")
    async def get_copies(
        log: Log,
        first: Annotated[int, Query(ge=0)] = 0,
        limit: Annotated[int, Query(ge=0, le=MAX_LINES)] = MAX_LINES,
    ) -> CheckpointsOut:
        return await asyncio.to_thread(_copies, proof.witness, log, first, limit)

    @app.put("/witness/{log}")
    async def keep_copies(log: Log, sent: CheckpointsIn) -> CheckpointsOut:
        def keep() -> CheckpointsOut:
            key = bytes.fromhex(sent.key)
            proof.witness.keep(log, key=key, first=sent.first, lines=sent.lines)
            return _copies(proof.witness, log, 0, 0)

        return await asyncio.to_thread(keep)


def _copies(witness: Witness, log: str, first: int, limit: int) -> CheckpointsOut:
    lines = witness.read(log, first, limit) if limit else []
    return CheckpointsOut(count=witness.count(log), last=witness.last(log), lines=lines)
