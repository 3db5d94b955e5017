"""No value can enter Asterisk's files that would be read there as something else."""

from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dispatch.adapters.asterisk.dialplan.check_paths import find_dead_ends
from dispatch.adapters.asterisk.dialplan.files import exchange_files
from dispatch.adapters.asterisk.dialplan.plan import (
    ExchangePlan,
    Listening,
    Places,
    SeatLine,
    SparePhone,
    TrunkPeer,
)
from dispatch.adapters.asterisk.dialplan.safe import UnsafeValue

ANYTHING = st.text(min_size=1, max_size=40)
HOSTILE = st.sampled_from(["\n", "\r", ";", "[", "]", ",", "${X}", "|", '"', "=>", " "])
LISTENING = Listening("127.0.0.1", 5160, 5138, 8188, 20000, 20999)


def places(root: str = "/tmp/x") -> Places:
    return Places(*(Path(root, name) for name in ("home", "run", "rec", "mod", "data")))


def plan(**changes: object) -> ExchangePlan:
    values: dict[str, object] = {
        "name": "node1",
        "listening": LISTENING,
        "ami_secret": "secret-secret",
        "seats": (SeatLine(1, "soft", "password1"), SeatLine(2, "desk", "password2")),
        "spare_phones": (SparePhone("spare1", "password3"),),
        "trunks": (TrunkPeer("carrier", "127.0.0.3"),),
    }
    return ExchangePlan(**(values | changes))  # type: ignore[arg-type]


def lines(made: ExchangePlan, where: Places) -> list[str]:
    return [line for text in exchange_files(made, where).values() for line in text.splitlines()]


COUNT = len(lines(plan(), places()))


@given(ANYTHING)
def test_a_name_adds_no_line_to_any_file(name):
    try:
        made = plan(name=name, spare_phones=(SparePhone(name + "x", "password3"),))
    except UnsafeValue:
        return
    assert len(lines(made, places())) == COUNT


@given(ANYTHING)
def test_a_secret_adds_no_line_to_any_file(secret):
    try:
        made = plan(ami_secret=secret, seats=(SeatLine(1, "soft", secret),))
    except UnsafeValue:
        return
    assert f"secret={secret}" in lines(made, places())


@given(st.text(max_size=20), HOSTILE, st.text(max_size=20))
def test_no_hostile_sign_passes_anywhere(before, sign, after):
    value = before + sign + after
    for make in (
        lambda: plan(name=value),
        lambda: plan(ami_secret=value),
        lambda: plan(emergency_number=value),
        lambda: SeatLine(1, "desk", value),
        lambda: SparePhone(value, "password1"),
        lambda: TrunkPeer(value, "127.0.0.1"),
        lambda: TrunkPeer("carrier", value),
    ):
        with pytest.raises(UnsafeValue):
            make()


@given(st.text(max_size=20), HOSTILE.filter(lambda sign: sign != "/"), st.text(max_size=20))
def test_no_path_with_a_hostile_sign_passes(before, sign, after):
    text = f"/{before}{sign}{after}"
    assume("\x00" not in text)
    with pytest.raises(UnsafeValue):
        Places(*(Path(text) for _ in range(5)))


@given(st.integers())
def test_a_port_is_a_port(port):
    assume(not 1 <= port <= 65535)
    with pytest.raises(UnsafeValue):
        TrunkPeer("carrier", "127.0.0.1", port)


@settings(deadline=None)
@given(
    st.sets(st.integers(1, 99), max_size=12),
    st.sets(st.integers(1, 9), max_size=4),
    st.integers(0, 4),
    st.sets(st.from_regex(r"[0-9]{9,12}", fullmatch=True), max_size=3),
    st.booleans(),
)
def test_every_plan_that_is_accepted_leads_each_call_to_somebody(
    seats, spares, trunks, backups, soft
):
    assume(seats or spares)
    assume(trunks or not backups)
    made = plan(
        seats=tuple(SeatLine(n, "soft" if soft else "desk", "password1") for n in seats),
        spare_phones=tuple(SparePhone(f"spare{n}", "password3") for n in spares),
        trunks=tuple(TrunkPeer(f"t{n}", f"127.0.0.{n + 3}") for n in range(trunks)),
        backup_numbers=tuple(backups),
    )
    assert find_dead_ends(exchange_files(made, places())) == []
