"""One lamp for each trunk, however many exchanges reach it."""

from collections.abc import Mapping, Sequence

from dispatch.adapters.asterisk.ami_link import AsteriskLink
from dispatch.domain.part import PartState
from dispatch.workers.health import WELL, Finding

AWAY: Finding = (PartState.FAILED, "trunk_away")
HALF_AWAY: Finding = (PartState.DEGRADED, "trunk_half_away")
NOT_KNOWN: Finding = (PartState.FAILED, "exchange_away")


def find_trunks(links: Mapping[str, AsteriskLink]) -> dict[str, Finding]:
    """Give every trunk's finding, by the name of its lamp."""
    seen = [link.trunks.reached for link in links.values()]
    names = {name for reached in seen for name in reached}
    return {
        f"trunk:{name}": judge_trunk([one[name] for one in seen if name in one]) for name in names
    }


def judge_trunk(reached: Sequence[bool | None]) -> Finding:
    """Judge what the exchanges say of one trunk; None is an exchange that is not heard."""
    said = [one for one in reached if one is not None]
    if not said:
        return NOT_KNOWN
    if all(said):
        return WELL
    return HALF_AWAY if any(said) else AWAY
