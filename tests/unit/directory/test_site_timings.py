"""Every time limit of the telephones is the administrator's, and reaches the files."""

from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any, get_args

import pytest

from dispatch.adapters.asterisk.dialplan.files import exchange_files
from dispatch.adapters.asterisk.dialplan.plan import Places, Timings
from dispatch.adapters.asterisk.site_plan import plan_exchange
from dispatch.config import Exchange
from dispatch.contracts.site import TimingName
from dispatch.domain.site import SiteSettings, TrunkPlan
from dispatch.domain.site_rules import SiteInvalid, must_fit
from dispatch.domain.site_timings import BOUNDS, OF_ORDERS, USUAL, names
from tests.unit.memory_transaction import SITE

EXCHANGE = Exchange(
    name="node1",
    host="127.0.0.1",
    sip_port=5160,
    ami_port=5138,
    http_port=8188,
    rtp_first_port=20000,
    rtp_last_port=20999,
    web_socket_url="ws://127.0.0.1:8188/ws",
    recorder_url="http://127.0.0.1:1",
)
ACCOUNTS = {"8001": "password1", "8002": "password2", "spare1": "password3"}
PLACES = Places(*(Path("/tmp/x", name) for name in ("home", "run", "rec", "mod", "data")))
ON_THE_PAGE = {
    "overflow_after_s",
    "backup_rings_s",
    "message_after_s",
    "seat_lost_after_s",
    "park_returns_after_s",
}
TRUNKED = replace(SITE, trunks=(TrunkPlan("carrier", "10.0.0.9", 5060),))


def files_of(settings: SiteSettings) -> str:
    plan = plan_exchange(
        EXCHANGE, settings, ACCOUNTS, ami_secret="secret-of-ami", certificates=None
    )
    return "\n".join(exchange_files(plan, PLACES).values())


def test_each_time_limit_of_an_exchange_is_on_the_page():
    of_files = set(names()) - OF_ORDERS
    assert of_files | ON_THE_PAGE == {field.name for field in fields(Timings)}


def test_the_wire_names_them_all_in_the_order_of_the_page():
    assert get_args(TimingName) == names() == tuple(BOUNDS)


def test_what_is_usual_at_a_site_is_usual_at_an_exchange():
    usual = asdict(Timings())
    usual_here = {name: value for name, value in asdict(USUAL).items() if name not in OF_ORDERS}
    assert usual_here == {name: usual[name] for name in usual_here}
    must_fit(replace(SITE, timings=USUAL))


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize(("end", "beyond"), [(0, -1), (1, 1)])
def test_what_is_out_of_bounds_is_refused_by_its_name(name: str, end: int, beyond: int):
    bound: Any = BOUNDS[name][end]
    must_fit(replace(SITE, timings=replace(USUAL, **{name: bound})))
    with pytest.raises(SiteInvalid) as refused:
        must_fit(replace(SITE, timings=replace(USUAL, **{name: bound + beyond})))
    assert refused.value.parameters == {"field": name}


@pytest.mark.parametrize("name", sorted(set(names()) - OF_ORDERS))
def test_what_is_set_changes_the_files_of_an_exchange(name: str):
    bound: Any = BOUNDS[name][0]
    lowest = replace(USUAL, **{name: bound})
    assert files_of(replace(TRUNKED, timings=lowest)) != files_of(TRUNKED)


def test_a_part_of_a_second_is_refused_where_files_want_whole_ones():
    must_fit(replace(SITE, timings=replace(USUAL, speech_pause_s=0.7)))
    with pytest.raises(SiteInvalid):
        must_fit(replace(SITE, timings=replace(USUAL, ring_cycle_s=7.5)))  # type: ignore[arg-type]
