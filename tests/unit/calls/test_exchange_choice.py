"""Over which exchange a seat calls out."""

import pytest

from dispatch.domain.exchange_choice import WayOut, choose_exchange

A, B = WayOut("node1", acts=True, reaches_out=True), WayOut("node2", acts=True, reaches_out=True)
BOTH = ("node1", "node2")
DEAD_A = WayOut("node1", acts=False)
CUT_OFF_A = WayOut("node1", acts=True, reaches_out=False)
FRESH_A = WayOut("node1", acts=True)


@pytest.mark.mission("A20")
@pytest.mark.parametrize(
    ("ways", "phone_at", "chosen"),
    [
        ((A, B), BOTH, "node1"),
        ((DEAD_A, B), BOTH, "node2"),
        ((CUT_OFF_A, B), BOTH, "node2"),
        ((FRESH_A, B), BOTH, "node2"),
        ((A, B), ("node2",), "node2"),
        ((CUT_OFF_A, B), ("node1",), "node1"),
        ((DEAD_A, B), ("node1",), "node2"),
        ((DEAD_A, WayOut("node2", acts=False)), BOTH, None),
    ],
    ids=[
        "the-first",
        "the-first-is-dead",
        "the-first-reaches-no-trunk",
        "of-the-first-nothing-is-known",
        "the-phone-is-at-the-second",
        "the-phone-counts-more-than-the-trunk",
        "only-a-living-one",
        "none",
    ],
)
def test_a_seat_calls_out_over_the_exchange_that_serves_best(
    ways: tuple[WayOut, ...], phone_at: tuple[str, ...], chosen: str | None
):
    assert choose_exchange(ways, phone_at) == chosen
