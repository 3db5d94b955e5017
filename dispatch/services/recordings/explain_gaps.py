"""A person says why calls of an hour lack audio."""

from dataclasses import dataclass, replace
from datetime import datetime

from dispatch.domain.audio_proof import HourNotProven, HourProof
from dispatch.domain.audit import AuditEntry
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class ExplainGaps:
    """Which hour, and why."""

    hour: datetime
    reason: str


async def explain_gaps(command: ExplainGaps, tx: Transaction) -> HourProof:
    """Keep the reason beside the gaps, which stay; HourNotProven."""
    proof = await tx.audio_proofs.find(command.hour)
    if proof is None or not proof.waits:
        raise HourNotProven
    explained = replace(
        proof, explained_by=tx.origin.actor, explained_at=tx.now, reason=command.reason
    )
    await tx.audio_proofs.save(explained)
    names = f"{proof.hour:%Y-%m-%dT%H:%MZ}"
    entry = AuditEntry(tx.now, tx.origin.actor, "explain_gaps", names, command.reason)
    await tx.audit.add(entry)
    return explained
