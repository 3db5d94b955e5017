"""What one server tells of clocks: each jump once, a lamp while it is fresh, clocks apart."""

from datetime import timedelta

import pytest

from dispatch.domain.clock_step import ClockReading
from dispatch.domain.facts import ClockFact
from dispatch.ports.call_control import ExchangeAway
from dispatch.ports.commands import DatabaseAway
from dispatch.workers.clocks import APART, SHOWN_FOR_S, STEPPED, ClockWorker
from tests.unit.memory_transaction import NOON, MemoryTransaction


class Machines:
    """Three clocks over one true time."""

    def __init__(self) -> None:
        self.true_s = 0.0
        self.off_s = {"database": 0.0, "server-1": 0.0, "node1": 0.0}
        self.away: set[str] = set()
        self.tx = MemoryTransaction()
        self.database_away = False
        others = {name: self.ask(name) for name in ("server-1", "node1")}
        database = ("database", self.ask("database"))
        self.worker = ClockWorker("server-1", database, others, self, lambda: self.true_s)

    def ask(self, name):
        async def read() -> ClockReading:
            if name in self.away:
                raise ExchangeAway
            at = NOON + timedelta(seconds=self.true_s + self.off_s[name])
            return ClockReading(at, self.true_s, self.true_s)

        return read

    async def run(self, _keyed, _origin, use_case):
        if self.database_away:
            raise DatabaseAway
        return await use_case(self.tx)

    async def look(self, *, after_s: float = 1.0) -> None:
        self.true_s += after_s
        await self.worker.look()

    @property
    def told(self) -> list[tuple[str, float]]:
        facts = (event.fact for event in self.tx.events)
        steps = [fact.step for fact in facts if isinstance(fact, ClockFact)]
        return [(step.clock, round(step.by_s)) for step in steps]


@pytest.fixture
async def machines() -> Machines:
    made = Machines()
    await made.look()
    return made


@pytest.mark.parametrize("clock", ["server-1", "node1"])
@pytest.mark.parametrize("by_s", [3600, -3600, 86400, -86400])
async def test_a_jump_is_told_once_and_shown(machines: Machines, clock, by_s):
    await machines.look()
    assert machines.worker.findings() == {}
    machines.off_s[clock] += by_s
    await machines.look()
    await machines.look()
    assert machines.told == [(clock, by_s)]
    assert machines.worker.findings() == {f"clock:{clock}": APART}


async def test_a_clock_that_is_set_right_again_is_shown_for_a_while(machines: Machines):
    machines.off_s["node1"] += 3600
    await machines.look()
    machines.off_s["node1"] -= 3600
    await machines.look()
    assert machines.told == [("node1", 3600), ("node1", -3600)]
    assert machines.worker.findings() == {"clock:node1": STEPPED}
    await machines.look(after_s=SHOWN_FOR_S)
    assert machines.worker.findings() == {}


async def test_a_jump_of_the_database_is_shown_and_left_to_its_deadlines_to_tell(
    machines: Machines,
):
    for name in machines.off_s:
        machines.off_s[name] += 3600
    await machines.look()
    assert machines.worker.findings()["clock:database"] == STEPPED
    assert [clock for clock, _ in machines.told] == ["server-1", "node1"]


async def test_a_jump_while_nobody_could_ask_is_found_when_it_answers_again(machines: Machines):
    machines.away.add("node1")
    machines.off_s["node1"] -= 3600
    await machines.look(after_s=120)
    machines.away.clear()
    await machines.look()
    assert machines.told == [("node1", -3600)]


async def test_what_cannot_be_told_now_is_told_when_the_database_is_back(machines: Machines):
    machines.database_away = True
    machines.off_s["server-1"] += 3600
    await machines.look()
    assert machines.told == []
    machines.database_away = False
    await machines.look()
    assert machines.told == [("server-1", 3600)]
