"""A group call whose seat never spoke, or that the exchange no longer holds, is over."""

from uuid import UUID

from dispatch.domain.group_call import GroupState
from dispatch.ports.transaction import Transaction
from dispatch.services.finish_group_call import finish_group_call


async def end_group_call(group_id: UUID, tx: Transaction) -> None:
    """End one whose seat does not speak yet: its time is over, or the exchange said no."""
    group = await tx.group_calls.find(group_id)
    if group is not None and group.state is GroupState.CALLING:
        await finish_group_call(group, tx)
