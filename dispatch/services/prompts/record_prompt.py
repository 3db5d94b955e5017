"""Somebody wants to speak a prompt into a seat's phone."""

from dispatch.domain.audit import AuditEntry
from dispatch.domain.call_out import SeatPhoneAway
from dispatch.domain.prompt import PromptTake, SeatTakesCalls
from dispatch.domain.seat import SeatNotFound, SeatState
from dispatch.ports.transaction import Transaction
from dispatch.services.must_speak import must_speak

RESTING = (SeatState.SIGNED_OFF, SeatState.BUSY)


async def record_prompt(
    key: str, language: str, seat_number: int, by: str, tx: Transaction
) -> PromptTake:
    """Note what was asked; the exchange is asked once this is stored.

    Raises:
        PromptNotFound: No prompt has this key, or the centre does not speak this language.
        SeatNotFound: There is no such seat.
        SeatTakesCalls: A caller could come to that phone.
        SeatPhoneAway: The exchange does not reach it.
    """
    await must_speak(key, language, tx)
    seat = await tx.seats.find(seat_number)
    if seat is None:
        raise SeatNotFound(seat=seat_number)
    if seat.state not in RESTING:
        raise SeatTakesCalls(seat=seat_number)
    if not seat.phone_reachable:
        raise SeatPhoneAway(seat=seat_number)
    take = PromptTake(tx.new_id(), key, language, seat_number, by, tx.now)
    await tx.prompts.add_take(take)
    subject = f"{key}:{language}:seat {seat_number}"
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "record_prompt", subject, None))
    return take
