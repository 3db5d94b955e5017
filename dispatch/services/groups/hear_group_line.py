"""The exchange tells what one line of a group call did."""

from dispatch.domain.events import Kind, group_event
from dispatch.domain.group_call import GroupCallNotFound
from dispatch.domain.signal import GroupLineHeard
from dispatch.ports.transaction import Transaction


async def hear_group_line(signal: GroupLineHeard, tx: Transaction) -> None:
    """Show it; what comes late and leads back changes nothing."""
    group = await tx.group_calls.find(signal.group_id)
    if group is None:
        raise GroupCallNotFound
    moved = group.member_moved(signal.line, signal.state, signal.happened_at)
    if moved != group:
        await tx.group_calls.save(moved)
        tx.events.append(group_event(Kind.GROUP_CALL_CHANGED, moved))
