"""A terminal has taken its emergency bit back."""

from dispatch.domain.emergency import EmergencyState
from dispatch.domain.emergency_events import emergency_event
from dispatch.domain.events import Kind
from dispatch.ports.emergencies import Gone
from dispatch.ports.transaction import Transaction


async def note_emergency_gone(gone: Gone, tx: Transaction) -> None:
    """Keep it; it ends an emergency that somebody has acknowledged, and no other.

    What went before the last press came says nothing of it.
    """
    known = await tx.emergencies.find_open(gone.device)
    if known is None or gone.gone_at < known.raised_at:
        return
    changed = known.gone(gone.gone_at)
    if changed == known:
        return
    await tx.emergencies.save(changed)
    over = changed.state is EmergencyState.ENDED
    kind = Kind.EMERGENCY_ENDED if over else Kind.EMERGENCY_GONE
    tx.events.append(emergency_event(kind, changed))
