"""The fake keeps the port's promises, so that a test on it says something of the real one."""

from typing import TYPE_CHECKING

from tests.unit.memory_transaction import MemoryTransaction

if TYPE_CHECKING:
    from dispatch.ports.transaction import Transaction


def test_it_is_a_transaction():
    tx: Transaction = MemoryTransaction()
    assert tx.new_id() < tx.new_id()
