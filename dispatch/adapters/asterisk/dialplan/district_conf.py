"""Districts whose station rings together with the seats (mode 2), told by a caller's own number.

The registered district of a landline is that of its exchange, the first digits of its local number;
a mobile number, and one of no district, goes to the centre, and the desks are told so.
"""

from collections.abc import Iterator, Sequence

from dispatch.adapters.asterisk.dialplan.overflow_conf import wait_in
from dispatch.adapters.asterisk.dialplan.plan import DistrictPlan, ExchangePlan
from dispatch.adapters.asterisk.dialplan.queues_conf import district_queue
from dispatch.adapters.asterisk.dialplan.steps import Step, extension
from dispatch.domain.call_note import CallNote


def find_district(plan: ExchangePlan) -> Iterator[Step]:
    """Find the district of NUMBER; the longest of several prefixes counts."""
    if not any(one.together for one in plan.districts):
        return
    yield "Set(LOCAL=${NUMBER})"
    for area in _area_codes(plan.area_code):
        begins = f'"${{NUMBER:0:{len(area)}}}" = "{area}"'
        yield f"ExecIf($[{begins}]?Set(LOCAL=${{NUMBER:{len(area)}}}))"
    for prefix, place in _prefixes(plan.districts):
        begins = f'"${{LOCAL:0:{len(prefix)}}}" = "{prefix}"'
        yield f"ExecIf($[{begins}]?Set(DISTRICT={place}))"
    yield _noted('"${DISTRICT}" = ""', CallNote.NO_DISTRICT)
    for place, district in enumerate(plan.districts):
        if district.together:
            yield _noted(f'"${{DISTRICT}}" = "{place}"', CallNote.STATION_TOO)


def to_district(plan: ExchangePlan) -> Iterator[str]:
    """Go to the queue in which the station rings too, if there is one."""
    for place, district in enumerate(plan.districts):
        if district.together:
            yield f'GotoIf($["${{DISTRICT}}" = "{place}"]?district{place},1)'


def district_steps(plan: ExchangePlan) -> Iterator[str]:
    """Write the waits with a station."""
    seats_s = plan.timings.overflow_after_s
    for place, district in enumerate(plan.districts):
        if district.together:
            wait = wait_in(district_queue(plan, place), seats_s, "overflow")
            yield from extension(f"district{place}", *wait)


def _noted(condition: str, note: CallNote) -> str:
    return f"ExecIf($[{condition}]?Set(NOTES=${{NOTES}} {note}))"


def _area_codes(area_code: str) -> Sequence[str]:
    """Give the forms in which a trunk sends the centre's own area code before a local number."""
    if not area_code:
        return ()
    abroad = f"86{area_code.removeprefix('0')}"
    return (area_code, abroad, f"00{abroad}")


def _prefixes(districts: Sequence[DistrictPlan]) -> Sequence[tuple[str, int]]:
    pairs = [(prefix, place) for place, one in enumerate(districts) for prefix in one.prefixes]
    return sorted(pairs, key=lambda pair: len(pair[0]))
