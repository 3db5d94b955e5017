"""A call-back ends for a reason of the centre's list, and nobody gives up too early."""

from dataclasses import replace

import pytest

from dispatch.domain.disposition import TalkDisposition
from dispatch.domain.site_rules import SiteInvalid, must_fit
from dispatch.domain.task import Disposition, ReasonNotListed, TaskState, TriesMissing
from dispatch.services.tasks.finish_task import finish_task
from tests.unit.memory_transaction import SITE, MemoryTransaction
from tests.unit.nothing_vanishes.at_work import TAKER, TASK


@pytest.mark.parametrize("tries", [0, 2])
async def test_nobody_gives_up_before_three_tries(tries: int):
    tx = MemoryTransaction(tasks=[replace(TASK, tries=tries)])
    with pytest.raises(TriesMissing):
        await finish_task(TASK.id, TAKER, Disposition.NO_ANSWER, tx)
    assert tx.tasks[TASK.id].state is TaskState.CLAIMED


async def test_after_three_tries_or_without_a_number_he_may():
    for task in (replace(TASK, tries=3), replace(TASK, number=None)):
        tx = MemoryTransaction(tasks=[task])
        done = await finish_task(TASK.id, TAKER, Disposition.NO_ANSWER, tx)
        assert done.state is TaskState.DONE


async def test_a_reason_that_the_centre_does_not_use_is_refused():
    site = replace(SITE, call_back_reasons=(Disposition.REACHED,))
    tx = MemoryTransaction(tasks=[TASK], site=site)
    with pytest.raises(ReasonNotListed):
        await finish_task(TASK.id, TAKER, Disposition.NOT_NEEDED, tx)


@pytest.mark.parametrize(
    "wrong",
    [
        {"call_back_reasons": ()},
        {"talk_dispositions": ("test", "test")},
        {"talk_dispositions": ("none_given",)},
        {"talk_dispositions": tuple(TalkDisposition)[:10]},
    ],
)
def test_a_list_of_a_centre_can_be_chosen_from(wrong: dict[str, tuple[str, ...]]):
    with pytest.raises(SiteInvalid):
        must_fit(replace(SITE, **wrong))  # type: ignore[arg-type]
