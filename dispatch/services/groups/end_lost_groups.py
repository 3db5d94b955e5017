"""After an exchange was out of hearing: a group call that it does not hold is over."""

from datetime import timedelta

from dispatch.domain.call_out import SEAT_PICKS_UP_WITHIN_S
from dispatch.domain.exchange_picture import ExchangePicture
from dispatch.ports.transaction import Transaction
from dispatch.services.finish_group_call import finish_group_call


async def end_lost_groups(picture: ExchangePicture, tx: Transaction) -> None:
    """End those of this exchange that it does not hold; one asked for just now has its deadline."""
    fresh = picture.taken_at - timedelta(seconds=SEAT_PICKS_UP_WITHIN_S)
    for group in await tx.group_calls.list_open():
        here = group.exchange == picture.exchange
        if here and group.begun_at < fresh and group.id not in picture.groups:
            await finish_group_call(group, tx)
