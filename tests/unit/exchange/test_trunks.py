"""What is known of a trunk, and the lamp that shows it."""

import pytest

from dispatch.adapters.asterisk.ami_trunks import TrunkStates
from dispatch.bootstrap.trunk_lamps import judge_trunk
from dispatch.domain.part import PartState

TRUNK = {"Event": "ContactStatusDetail", "AOR": "trunk.carrier", "Status": "Reachable"}
PHONE = {"Event": "ContactStatusDetail", "AOR": "8001", "Status": "Reachable"}


def contact(aor: str, status: str) -> dict[str, str]:
    return {"Event": "ContactStatus", "AOR": aor, "ContactStatus": status}


def test_what_the_exchange_says_tells_trunks_from_telephones():
    states = TrunkStates()
    states.adopt([TRUNK, PHONE])
    assert states.reached == {"carrier": True}


def test_a_trunk_that_was_not_asked_yet_is_not_told():
    states = TrunkStates()
    states.adopt([TRUNK | {"Status": "NonQualified"}])
    assert states.reached == {}


@pytest.mark.parametrize(("status", "reached"), [("Unreachable", False), ("Reachable", True)])
def test_an_event_changes_what_is_known(status: str, reached: bool):
    states = TrunkStates()
    states.adopt([TRUNK])
    states.feed(contact("trunk.carrier", status))
    states.feed(contact("8001", "Unreachable"))
    assert states.reached == {"carrier": reached}


def test_a_trunk_that_was_taken_out_is_forgotten():
    states = TrunkStates()
    states.adopt([TRUNK])
    states.feed(contact("trunk.carrier", "Removed"))
    assert states.reached == {}


def test_of_an_exchange_that_is_not_heard_nothing_is_known():
    states = TrunkStates()
    states.adopt([TRUNK])
    states.lose()
    assert states.reached == {"carrier": None}


@pytest.mark.parametrize(
    ("reached", "state", "code"),
    [
        ([True, True], PartState.WELL, None),
        ([True, None], PartState.WELL, None),
        ([True, False], PartState.DEGRADED, "trunk_half_away"),
        ([False, False], PartState.FAILED, "trunk_away"),
        ([False, None], PartState.FAILED, "trunk_away"),
        ([None, None], PartState.FAILED, "exchange_away"),
    ],
)
def test_a_lamp_holds_what_all_exchanges_say(
    reached: list[bool | None], state: PartState, code: str | None
):
    assert judge_trunk(reached) == (state, code)
