"""Messages that an exchange kept while no server heard it: told as the signals of that time."""

from collections.abc import Iterator

from dispatch.domain.call import EndedBy
from dispatch.domain.exchange_picture import ExchangePicture, KeptMessage
from dispatch.domain.signal import CallEnded, CallOffered, CallSignal, MessageLeft

NORMAL_CLEARING = 16


def kept_message_signals(picture: ExchangePicture) -> Iterator[CallSignal]:
    """Give the call of each message, the message, and the call's end if it is over.

    What was told before has the same keys, and so changes nothing.
    """
    living = {call.unique_id for call in picture.calls}
    for kept in picture.messages:
        if kept.call_unique_id not in living:
            yield _offered(picture, kept)
        yield MessageLeft(
            exchange=picture.exchange,
            call_unique_id=kept.call_unique_id,
            happened_at=picture.taken_at,
            message=kept.message,
        )
        if kept.call_unique_id not in living:
            yield CallEnded(
                exchange=picture.exchange,
                call_unique_id=kept.call_unique_id,
                happened_at=picture.taken_at,
                cause=NORMAL_CLEARING,
                ended_by=EndedBy.CALLER,
            )


def _offered(picture: ExchangePicture, kept: KeptMessage) -> CallOffered:
    return CallOffered(
        exchange=picture.exchange,
        call_unique_id=kept.call_unique_id,
        happened_at=kept.offered_at,
        number=kept.number,
        name=None,
        called_number=kept.called_number,
        trunk=kept.trunk,
        recording=kept.recording,
    )
