"""When an exchange counts as dead: silent for several looks, and heard by nobody else."""

from dispatch.domain.exchange_picture import ExchangePicture
from dispatch.ports.commands import DatabaseAway
from dispatch.workers.lost_exchange import SILENT_LOOKS, LostExchangeWorker
from tests.unit.memory_transaction import NOON


class Noon:
    """A clock."""

    def now(self):
        return NOON


class Life:
    """Signs of life that a test takes away."""

    def __init__(self) -> None:
        self.heard, self.alive, self.elsewhere = False, False, False
        self.database_away = False
        self.told: list[ExchangePicture] = []

    async def answers(self) -> bool:
        return self.alive

    async def heard_elsewhere(self) -> bool:
        if self.database_away:
            raise DatabaseAway
        return self.elsewhere

    async def tell(self, picture: ExchangePicture) -> None:
        self.told.append(picture)


async def looks(worker: LostExchangeWorker, times: int) -> None:
    for _ in range(times):
        await worker.look()


async def test_a_dead_exchange_is_told_of_once_and_holds_nothing():
    life = Life()
    worker = LostExchangeWorker("node1", life, Noon())
    await looks(worker, SILENT_LOOKS - 1)
    assert life.told == []
    await looks(worker, 5)
    (picture,) = life.told
    assert (picture.exchange, picture.calls, picture.reachable_seats) == ("node1", (), frozenset())
    assert picture.started_at == NOON


async def test_an_exchange_that_only_its_manager_interface_lost_lives():
    life = Life()
    life.alive = True
    await looks(LostExchangeWorker("node1", life, Noon()), 3 * SILENT_LOOKS)
    assert life.told == []


async def test_what_another_server_hears_is_not_dead_until_that_one_falls_silent_too():
    life = Life()
    life.elsewhere = True
    worker = LostExchangeWorker("node1", life, Noon())
    await looks(worker, 3 * SILENT_LOOKS)
    assert life.told == []
    life.elsewhere = False
    await looks(worker, 1)
    assert len(life.told) == 1


async def test_without_the_database_it_is_looked_again():
    life = Life()
    life.database_away = True
    worker = LostExchangeWorker("node1", life, Noon())
    await looks(worker, 3 * SILENT_LOOKS)
    life.database_away = False
    await looks(worker, 1)
    assert len(life.told) == 1


async def test_a_second_death_is_told_of_again():
    life = Life()
    worker = LostExchangeWorker("node1", life, Noon())
    await looks(worker, SILENT_LOOKS)
    life.heard = True
    await looks(worker, 1)
    life.heard = False
    await looks(worker, SILENT_LOOKS - 1)
    assert len(life.told) == 1
    await looks(worker, 1)
    assert len(life.told) == 2
