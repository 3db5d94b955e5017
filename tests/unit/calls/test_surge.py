"""A surge: who begins it, what it names, when it ends."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from dispatch.domain.exchange_lists import ExchangeFacts, find_difference, make_lists
from dispatch.domain.surge import ANY_PLACE, NoSurge, Surge, SurgeRuns
from dispatch.services.surges.start_surge import StartSurge, start_surge
from dispatch.services.surges.stop_surge import stop_surge
from tests.unit.incidents.some_incidents import incident, place
from tests.unit.memory_transaction import NOON, MemoryTransaction

VOICES: Mapping[str, str] = {
    "黄河路": "huanghelu",
    "江路": "jianglu",
    "钱塘江路": "qiantangjianglu",
}
ANYWHERE = StartSurge(None, "1027", VOICES)
FACTS = ExchangeFacts("0527", {}, (), (), (), ())


@pytest.mark.mission("B49")
@pytest.mark.parametrize(
    ("text", "named", "voice"),
    [
        ("黄河路 12 号路口", "黄河路", "huanghelu"),
        ("钱塘江路与黄河路", "钱塘江路", "qiantangjianglu"),
        ("城南某村", None, ANY_PLACE),
    ],
)
async def test_the_longest_recorded_name_in_the_scene_is_spoken_and_none_without_one(
    text: str, named: str | None, voice: str
):
    about = replace(incident(), scene=place(text))
    tx = MemoryTransaction(incidents=[about])
    surge = await start_surge(StartSurge(about.id, "1027", VOICES), tx)
    assert (surge.place, surge.voice, surge.incident_id) == (named, voice, about.id)
    assert surge.until == NOON + timedelta(minutes=30)
    assert tx.told == ["surge_started"]
    assert [entry.verb for entry in tx.audit] == ["start_surge"]


@pytest.mark.mission("B49")
async def test_there_is_one_at_a_time_and_it_is_stopped_by_one_key():
    tx = MemoryTransaction()
    await start_surge(ANYWHERE, tx)
    with pytest.raises(SurgeRuns):
        await start_surge(ANYWHERE, tx)
    stopped = await stop_surge("2003", tx)
    assert (stopped.stopped_by, stopped.stopped_at) == ("2003", NOON)
    with pytest.raises(NoSurge):
        await stop_surge("2003", tx)
    assert tx.told == ["surge_started", "surge_stopped"]


async def test_one_that_ended_by_itself_hinders_no_other():
    tx = MemoryTransaction()
    first = await start_surge(ANYWHERE, tx)
    tx.now = first.until
    await start_surge(ANYWHERE, tx)
    assert tx.told == ["surge_started", "surge_started"]


def test_the_exchange_is_told_of_the_one_that_is_on_and_forgets_any_other():
    surge = Surge(UUID(int=1), "1027", NOON, NOON + timedelta(minutes=5), None, None, ANY_PLACE)
    wanted = make_lists(replace(FACTS, surge=surge), NOON)
    assert wanted["surge"] == {"now": f"any-{int(surge.until.timestamp())}"}
    over = make_lists(replace(FACTS, surge=surge), surge.until)
    assert find_difference(over, {"surge": dict(wanted["surge"])}).remove == (("surge", "now"),)
