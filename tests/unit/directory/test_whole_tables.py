"""A whole table is built beside the one in force and swapped in, unless it is much too small."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from dispatch.domain.caller import LineKind, Subscriber
from dispatch.domain.directory_import import (
    DirectoryImport,
    FileMark,
    ImportState,
    SubscriberBatch,
)
from dispatch.domain.errors import IllegalMove
from dispatch.domain.subscriber_table import (
    ImportMode,
    ImportStage,
    ImportSuperseded,
    TableReport,
)
from dispatch.services.directory.begin_table import begin_table
from dispatch.services.directory.build_table import build_table
from dispatch.services.directory.confirm_table import confirm_table
from dispatch.services.directory.discard_table import discard_table
from dispatch.services.directory.take_import_batch import TakeImportBatch, take_import_batch
from dispatch.services.directory.use_table import use_table
from tests.unit.memory_transaction import NOON, MemoryTransaction

LEASE = timedelta(seconds=30)
ID, LATER = UUID(int=9), UUID(int=10)
WHOLE = DirectoryImport(
    ID,
    "a.csv",
    ImportState.RUNNING,
    100,
    NOON,
    "staff:9001",
    "server-1",
    NOON + LEASE,
    mode=ImportMode.WHOLE,
)


def rows(count: int, address: str = "乙") -> list[Subscriber]:
    return [
        Subscriber(f"1380000{n:04d}", "甲", address, None, LineKind.PERSONAL, "a.csv", NOON)
        for n in range(count)
    ]


def at_work(before: int, import_: DirectoryImport = WHOLE) -> MemoryTransaction:
    tx = MemoryTransaction(imports=[import_])
    tx.subscriber_table.active = {one.number: one for one in rows(before)}
    return tx


async def bring(
    tx: MemoryTransaction, found: Sequence[Subscriber], import_id: UUID = ID
) -> DirectoryImport:
    """Read a file of these rows and put it in force as the worker does."""
    batch = SubscriberBatch(FileMark(), FileMark(100, 9), found, [], True)
    await take_import_batch(TakeImportBatch(import_id, "server-1", batch, LEASE), tx)
    his = import_id, "server-1", LEASE
    assert (await begin_table(*his, tx)).stage is ImportStage.BUILDING
    assert (await build_table(*his, tx)).stage is ImportStage.COMPARING
    return await use_table(import_id, "server-1", tx)


@pytest.mark.mission("A22")
async def test_a_whole_table_takes_the_place_of_the_old_one_and_tells_the_difference():
    tx = at_work(4)
    ended = await bring(tx, [*rows(4, "丙"), *rows(5)[4:]])
    assert (ended.state, ended.report) == (ImportState.DONE, TableReport(4, 5, 1, 4, 0, 0))
    assert len(tx.subscriber_table.active) == 5
    assert tx.told == ["directory_imported"]


async def test_of_two_lines_for_one_number_the_later_counts_and_the_report_says_so():
    tx = at_work(0)
    ended = await bring(tx, [*rows(2), *rows(1, "丙")])
    assert ended.report == TableReport(0, 2, 2, 0, 0, 1)
    assert tx.subscriber_table.active["13800000000"].address == "丙"


async def test_one_that_is_much_smaller_waits_and_the_old_one_stays_in_force():
    tx = at_work(100)
    held = await bring(tx, rows(79))
    assert (held.state, len(tx.subscriber_table.active)) == (ImportState.HELD, 100)
    confirmed = await confirm_table(ID, tx)
    assert (confirmed.state, len(tx.subscriber_table.active)) == (ImportState.DONE, 79)
    assert [one.verb for one in tx.audit] == ["confirm_table"]


async def test_a_fifth_less_is_still_taken():
    tx = at_work(100)
    assert (await bring(tx, rows(80))).state is ImportState.DONE


async def test_a_table_that_was_not_meant_is_given_up_for_good():
    tx = at_work(100)
    await bring(tx, rows(1))
    discarded = await discard_table(ID, tx)
    assert (discarded.state, discarded.code) == (ImportState.FAILED, "discarded")
    with pytest.raises(IllegalMove):
        await confirm_table(ID, tx)
    assert len(tx.subscriber_table.active) == 100


async def test_one_that_a_newer_table_was_built_over_cannot_be_confirmed_any_more():
    tx = at_work(100)
    await bring(tx, rows(1))
    await tx.imports.save(replace(WHOLE, id=LATER))
    await bring(tx, rows(100), LATER)
    with pytest.raises(ImportSuperseded):
        await confirm_table(ID, tx)


async def test_a_file_without_a_row_never_empties_the_table():
    tx = at_work(3)
    ended = await bring(tx, [])
    assert (ended.state, ended.code) == (ImportState.FAILED, "no_rows")
    assert len(tx.subscriber_table.active) == 3


async def test_a_worker_that_lost_the_import_does_nothing_more():
    tx = at_work(3, replace(WHOLE, worker="server-2"))
    for step in (begin_table, build_table):
        assert (await step(ID, "server-1", LEASE, tx)).stage is ImportStage.READING
    assert (await use_table(ID, "server-1", tx)).state is ImportState.RUNNING
    assert tx.told == []
