"""After an exchange was out of hearing: whose leg is gone is off the talk."""

from datetime import timedelta

from dispatch.domain.events import Kind, supervision_event
from dispatch.domain.exchange_picture import ExchangePicture
from dispatch.domain.supervision import LONGEST_RING_S
from dispatch.ports.transaction import Transaction


async def end_lost_supervisions(picture: ExchangePicture, tx: Transaction) -> None:
    """End those of this exchange that it does not hold.

    One that was ordered just now may not be in the picture yet: its deadline watches it.
    """
    fresh = picture.taken_at - timedelta(seconds=LONGEST_RING_S)
    for supervision in await tx.supervisions.list_open():
        young = supervision.heard_at is None and supervision.asked_at > fresh
        here = supervision.exchange == picture.exchange
        if not here or young or supervision.id in picture.supervisions:
            continue
        gone = supervision.gone(tx.now)
        await tx.supervisions.save(gone)
        tx.events.append(supervision_event(Kind.SUPERVISION_ENDED, gone, before=supervision))
