"""Calls are joined and separated, incidents merged and parted, in any order: none is lost."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from functools import partial
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from dispatch.domain.errors import DomainError
from dispatch.domain.incident import CloseReason, IncidentState
from dispatch.services.incidents.close_incident import CloseIncident, close_incident
from dispatch.services.incidents.join_call import JoinCall, join_call
from dispatch.services.incidents.merge_incident import MergeIncident, merge_incident
from dispatch.services.incidents.receive_call import receive_call
from dispatch.services.incidents.reopen_incident import reopen_incident
from dispatch.services.incidents.separate_call import SeparateCall, separate_call
from dispatch.services.incidents.unmerge_incident import unmerge_incident
from tests.unit.incidents.some_incidents import call
from tests.unit.memory_transaction import MemoryTransaction

ZONE = ZoneInfo("Asia/Shanghai")
CALLS = [call(n, f"1380000000{n}") for n in range(5)]
A_CALL = st.sampled_from([one.id for one in CALLS])
PLACE = st.integers(0, 9)


class Joining(RuleBasedStateMachine):
    """Five answered calls, each with its incident, and people who change their minds."""

    def __init__(self) -> None:
        super().__init__()
        self.tx = MemoryTransaction(calls=CALLS)
        for one in CALLS:
            self._do(partial(receive_call, one.id, ZONE, self.tx))

    @rule(call_id=A_CALL, into=PLACE)
    def join(self, call_id: UUID, into: int) -> None:
        self._do(lambda: join_call(JoinCall(call_id, self._incident(into), "1027"), self.tx))

    @rule(call_id=A_CALL)
    def separate(self, call_id: UUID) -> None:
        self._do(lambda: separate_call(SeparateCall(call_id, "1027", ZONE), self.tx))

    @rule(one=PLACE, into=PLACE)
    def merge(self, one: int, into: int) -> None:
        command = MergeIncident(self._incident(one), self._incident(into), "1027")
        self._do(lambda: merge_incident(command, self.tx))

    @rule(one=PLACE)
    def unmerge(self, one: int) -> None:
        self._do(lambda: unmerge_incident(self._incident(one), "1027", self.tx))

    @rule(one=PLACE)
    def close(self, one: int) -> None:
        command = CloseIncident(self._incident(one), CloseReason.SERVED, "1027")
        self._do(lambda: close_incident(command, self.tx))

    @rule(one=PLACE)
    def reopen(self, one: int) -> None:
        self._do(lambda: reopen_incident(self._incident(one), self.tx))

    @invariant()
    def every_call_belongs_to_one_incident(self) -> None:
        held = [call_id for one in self.tx.incidents for call_id in one.calls]
        assert sorted(held) == sorted(one.id for one in CALLS)

    @invariant()
    def what_was_merged_holds_no_call_and_names_the_other(self) -> None:
        for one in self.tx.incidents:
            merged = one.state is IncidentState.MERGED
            assert merged is (one.merged_into is not None)
            assert not (merged and one.calls)

    @invariant()
    def no_call_came_from_where_it_is(self) -> None:
        for one in self.tx.incidents:
            assert not any(link.came_from(one.id) for link in one.links)

    def _incident(self, place: int) -> UUID:
        known = [one.id for one in self.tx.incidents]
        return known[place % len(known)]

    def _do(self, use_case: Callable[[], Coroutine[Any, Any, object]]) -> None:
        kept = self.tx.incidents.kept()
        with suppress(DomainError):
            asyncio.run(use_case())
            return
        self.tx.incidents.restore(kept)


Joining.TestCase.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
TestJoining = Joining.TestCase
