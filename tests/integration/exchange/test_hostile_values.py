"""Whatever a caller's line sends, it is one call, its words are words, and the next call comes."""

import pytest

from dispatch.domain.signal import CallEnded, CallOffered
from dispatch.simulator.phone.phone import Identity
from tests.integration.exchange.running import RunningExchange, listening

GOOD, NEXT = Identity("13800138000", "张三丰"), Identity("13900139000", "李四")
INJECTED = "injected-1.1"
FORGED = "".join(
    f"%0d%0a{line}"
    for line in (
        "",
        "Event:%20UserEvent",
        "UserEvent:%20CallOffered",
        "Timestamp:%201.1",
        f"Uniqueid:%20{INJECTED}",
        "Recording:%20r",
        "",
    )
)
EVENT = f"Event: Hangup\r\nUniqueid: {INJECTED}\r\nCause: 16"


@pytest.mark.parametrize(
    ("called", "identity"),
    [
        ("120", Identity("138", f"a\r\n {EVENT}")),
        ("120", Identity("138", "a%0d%0aUniqueid: injected-1.1")),
        ("120", Identity(f"138%0d%0aUniqueid%3a%20{INJECTED}", "a")),
        (f"120%0d%0aUniqueid%3a%20{INJECTED}", GOOD),
        ("120", Identity(f"138{FORGED}", "a")),
        (f"120{FORGED}", GOOD),
        ("120%00%0a", GOOD),
        ("120", Identity("138", "a\x00b\x0b\x1b[2J")),
        ("120", Identity("138", ("张" * 40).encode()[:79].decode("utf-8", "surrogateescape"))),
        ("120", Identity("138", b"\xe5\xbc\r\n \xa0".decode("utf-8", "surrogateescape"))),
    ],
    ids=[
        "folded name",
        "escaped name",
        "escaped number",
        "escaped called",
        "forged event in number",
        "forged event in called",
        "end of string called",
        "control signs in name",
        "name cut in a character",
        "line end in a character",
    ],
)
async def test_a_hostile_value_is_one_call_or_none_and_the_next_call_comes(
    exchange: RunningExchange, called: str, identity: Identity
):
    seat = await exchange.seat("8001")
    async with listening(exchange) as ear:
        exchange.caller().call(called, identity)
        exchange.caller().call("120", NEXT)
        await seat.next_call()
        await ear.wait_for(CallOffered, number=NEXT.number, name=NEXT.name)
        calls = [one for one in ear.heard if isinstance(one, CallOffered)]
        assert len(calls) <= 2
        for one in calls:
            text = f"{one.number}{one.name}{one.called_number}{one.trunk}{one.recording}"
            assert text.isprintable()
            assert one.call_unique_id.startswith("node1-")
            assert one.trunk == "gateway"
        assert not [one for one in ear.heard if isinstance(one, CallEnded)]
