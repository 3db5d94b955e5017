"""How long things may take on the telephone, as a centre sets it, with bounds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class SiteTimings:
    """Seconds; the exchanges' files are made of them, and orders to the exchanges.

    Args:
        overflow_rings_s: So long spare phones ring beside the seats, then the backup lines.
        message_longest_s: Longest message of a caller.
        ring_cycle_s: After so long of ringing, phones that became free meanwhile join in.
        caller_lost_after_s: Silence of a caller's line after which it is dead.
        phone_checked_every_s: How often a phone is asked whether it lives.
        phone_asked_for_s: Without an answer for so long a phone is not rung.
        trunk_checked_every_s: How often a trunk is asked.
        trunk_asked_for_s: Without an answer for so long a trunk is away.
        place_said_every_s: How often a waiting caller is told his place.
        break_through_every_s: How often a locked caller may break through.
        call_out_rings_s: How long somebody who is called from a seat is rung.
        transfer_rings_s: How long the receiver of a transferred caller is rung.
        transfer_back_rings_s: How long then the sender, before the queue takes the caller.
        skilled_rings_s: How long those ring who have a skill, before every seat rings.
        message_silence_s: Silence that ends a message.
        speech_lets_through_s: So long a locked caller must speak to be let through.
        speech_pause_s: Longest pause within such speech.
        own_phone_rings_s: How long a seat's own phone rings for a call that the seat makes.
        leader_answers_within_s: How long a leader's phone is rung to come onto a talk.
        claim_holds_s: So long a call is that seat's which pressed first, if nobody answers.
    """

    overflow_rings_s: int = 60
    message_longest_s: int = 120
    ring_cycle_s: int = 15
    caller_lost_after_s: int = 60
    phone_checked_every_s: int = 5
    phone_asked_for_s: int = 2
    trunk_checked_every_s: int = 10
    trunk_asked_for_s: int = 3
    place_said_every_s: int = 20
    break_through_every_s: int = 600
    call_out_rings_s: int = 30
    transfer_rings_s: int = 20
    transfer_back_rings_s: int = 15
    skilled_rings_s: int = 20
    message_silence_s: int = 6
    speech_lets_through_s: int = 5
    speech_pause_s: float = 1.5
    own_phone_rings_s: int = 20
    leader_answers_within_s: int = 10
    claim_holds_s: int = 4


USUAL = SiteTimings()
# Lowest and highest; what is beyond would lose callers or keep them in silence.
BOUNDS: Mapping[str, tuple[float, float]] = {
    "overflow_rings_s": (10, 300),
    "message_longest_s": (30, 600),
    "ring_cycle_s": (5, 60),
    "caller_lost_after_s": (10, 300),
    "phone_checked_every_s": (2, 60),
    "phone_asked_for_s": (1, 10),
    "trunk_checked_every_s": (5, 120),
    "trunk_asked_for_s": (1, 10),
    "place_said_every_s": (10, 300),
    "break_through_every_s": (60, 3600),
    "call_out_rings_s": (15, 120),
    "transfer_rings_s": (10, 60),
    "transfer_back_rings_s": (5, 60),
    "skilled_rings_s": (5, 120),
    "message_silence_s": (3, 20),
    "speech_lets_through_s": (2, 15),
    "speech_pause_s": (0.5, 5),
    "own_phone_rings_s": (5, 25),
    "leader_answers_within_s": (5, 30),
    "claim_holds_s": (2, 15),
}
# Part of an order to an exchange, not of its files.
OF_ORDERS = frozenset({"own_phone_rings_s", "leader_answers_within_s", "claim_holds_s"})
IN_PARTS_OF_SECONDS = frozenset({"speech_pause_s"})


def names() -> tuple[str, ...]:
    """Name every timing, in the order in which a page shows them."""
    return tuple(field.name for field in fields(SiteTimings))


def out_of_bounds(timings: SiteTimings) -> Iterator[str]:
    """Name the timings that no centre may have."""
    for name in names():
        lowest, highest = BOUNDS[name]
        value: float = getattr(timings, name)
        whole = name in IN_PARTS_OF_SECONDS or value == int(value)
        if not (whole and lowest <= value <= highest):
            yield name
