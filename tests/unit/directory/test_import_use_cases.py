"""An import goes on from where it stands, whoever reads it, and ends once."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from dispatch.domain.caller import LineKind, Subscriber
from dispatch.domain.directory_import import (
    KEPT_BAD_LINES,
    BadLine,
    BadLineCode,
    DirectoryImport,
    FileFault,
    FileMark,
    ImportState,
    SubscriberBatch,
)
from dispatch.domain.errors import IllegalMove
from dispatch.services.directory.claim_import import claim_import
from dispatch.services.directory.finish_import import finish_import
from dispatch.services.directory.start_import import StartImport, start_import
from dispatch.services.directory.take_import_batch import TakeImportBatch, take_import_batch
from tests.unit.memory_transaction import NOON, MemoryTransaction

LEASE = timedelta(seconds=30)
ID = UUID(int=9)
ROW = Subscriber("13800000001", "甲", "乙", None, LineKind.PERSONAL, "a.csv", NOON)
RUNNING = DirectoryImport(
    ID, "a.csv", ImportState.RUNNING, 100, NOON, "staff:9001", "server-1", NOON + LEASE
)
BATCH = SubscriberBatch(
    FileMark(), FileMark(40, 3), [ROW], [BadLine(3, BadLineCode.BAD_UTF8)], False
)


async def test_a_file_that_was_brought_waits_for_any_worker():
    tx = MemoryTransaction()
    await start_import(StartImport(ID, "a.csv", 100, "ab12"), tx)
    claimed = await claim_import("server-1", LEASE, tx)
    assert claimed is not None
    assert (claimed.worker, claimed.leased_until) == ("server-1", NOON + LEASE)
    assert tx.audit[0].reason == "a.csv sha256:ab12"


async def test_a_worker_that_lives_keeps_its_import_and_a_dead_one_loses_it():
    tx = MemoryTransaction(imports=[RUNNING])
    assert await claim_import("server-2", LEASE, tx) is None
    await tx.imports.save(replace(RUNNING, leased_until=NOON - LEASE))
    taken = await claim_import("server-2", LEASE, tx)
    assert taken is not None
    assert taken.mark == RUNNING.mark


async def test_a_batch_is_stored_with_how_far_it_went():
    tx = MemoryTransaction(imports=[RUNNING])
    took = await take_import_batch(TakeImportBatch(ID, "server-1", BATCH, LEASE), tx)
    assert (took.mark, took.taken, took.bad_count) == (FileMark(40, 3), 1, 1)
    assert tx.directory[ROW.number] == ROW


@pytest.mark.parametrize(
    "known",
    [replace(RUNNING, worker="server-2"), replace(RUNNING, read_bytes=40, read_lines=3)],
)
async def test_a_batch_of_a_worker_that_was_overtaken_changes_nothing(known: DirectoryImport):
    tx = MemoryTransaction(imports=[known])
    after = await take_import_batch(TakeImportBatch(ID, "server-1", BATCH, LEASE), tx)
    assert after == tx.imports[ID] == known
    assert not list(tx.directory)


async def test_bad_lines_are_all_counted_and_the_first_thousand_kept():
    bad = [BadLine(line, BadLineCode.BAD_NUMBER) for line in range(2, 1_500)]
    took = RUNNING.took(replace(BATCH, bad_lines=bad), NOON).took(BATCH, NOON)
    assert (took.bad_count, len(took.bad_lines)) == (1_499, KEPT_BAD_LINES)


async def test_the_end_is_told_once():
    tx = MemoryTransaction(imports=[RUNNING])
    await finish_import(ID, None, tx)
    ended = await finish_import(ID, FileFault.FILE_LOST, tx)
    assert (ended.state, ended.code) == (ImportState.DONE, None)
    assert tx.told == ["directory_imported"]


async def test_a_file_without_a_header_fails_with_its_code():
    tx = MemoryTransaction(imports=[RUNNING])
    ended = await finish_import(ID, FileFault.NO_HEADER, tx)
    assert (ended.state, ended.code, ended.ended_at) == (ImportState.FAILED, "no_header", NOON)


def test_what_has_ended_takes_nothing_more():
    with pytest.raises(IllegalMove):
        RUNNING.ended(NOON).took(BATCH, NOON)
