"""After an exchange was out of hearing: whose leg is gone is out of the room."""

from datetime import timedelta

from dispatch.domain.conference import GoneBy
from dispatch.domain.conference_making import TOLD_WITHIN_S
from dispatch.domain.exchange_picture import ExchangePicture
from dispatch.ports.transaction import Transaction
from dispatch.services.leave_room import leave_room


async def end_lost_members(picture: ExchangePicture, tx: Transaction) -> None:
    """End those of this exchange that it does not hold.

    Of a room that was ordered just now not all may be in the picture yet: its deadline watches it.
    """
    fresh = picture.taken_at - timedelta(seconds=TOLD_WITHIN_S)
    for conference in await tx.conferences.list_open(picture.exchange):
        lost = [one.id for one in conference.living if one.id not in picture.members]
        rest = conference
        for member_id in lost if conference.opened_at <= fresh else ():
            rest = await leave_room(rest, member_id, GoneBy.LEFT, tx.now, tx)
