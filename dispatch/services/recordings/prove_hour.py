"""What was found of an hour's calls and their audio is kept."""

from dispatch.domain.audio_proof import HourProof
from dispatch.ports.transaction import Transaction


async def prove_hour(proof: HourProof, tx: Transaction) -> HourProof:
    """Keep it once; what the other server found before stands."""
    known = await tx.audio_proofs.find(proof.hour)
    if known is not None:
        return known
    await tx.audio_proofs.save(proof)
    return proof
