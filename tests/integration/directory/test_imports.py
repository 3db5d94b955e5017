"""A table of subscribers is uploaded, read by whoever lives, and known at the next call."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest

from dispatch.domain.directory_import import DirectoryImport
from dispatch.domain.people import Role
from dispatch.workers.directory_import import DirectoryImportWorker
from tests.integration.directory.conftest import Centre
from tests.integration.exchange.running import until

HEADER = "号码,机主,地址,经度,纬度,线路\r\n"
ROW = "84390001,周大川,宿城区青年路7号,118.29,33.95,个人\r\n"


def table(*lines: str) -> bytes:
    return ("\ufeff" + HEADER + "".join(lines)).encode()


def many(count: int) -> bytes:
    return table(*(f"1380{n:07d},机主{n},幸福里{n}号,,,\r\n" for n in range(count)))


async def upload(centre: Centre, content: bytes) -> str:
    begun = await centre.by(Role.ADMINISTRATOR).upload(content)
    assert begun.status_code == 200, begun.text
    return str(begun.json()["id"])


async def read_import(centre: Centre, import_id: str) -> dict[str, object]:
    answer = await centre.by(Role.ADMINISTRATOR).get(f"/directory/imports/{import_id}")
    body: dict[str, object] = answer.json()
    return body


@pytest.mark.mission("A7", "A60")
async def test_an_imported_number_is_known_before_the_answer(centre: Centre):
    import_id = await upload(centre, table(ROW, "坏,甲,乙,,,\r\n"))
    assert await centre.worker("server-1").work_one()
    ended = await read_import(centre, import_id)
    assert (ended["state"], ended["taken"], ended["bad_count"]) == ("done", 1, 1)
    assert ended["bad_lines"] == [{"line": 3, "code": "bad_number"}]
    assert ended["read_bytes"] == ended["total_bytes"]
    call = await centre.offer_call("84390001")
    assert call.caller.subscriber is not None
    assert (call.caller.subscriber.owner, call.caller.subscriber.source) == ("周大川", "三字段.csv")
    assert "directory_imported" in await centre.kinds()


async def test_a_newer_table_replaces_rows_and_leaves_others(centre: Centre):
    await upload(centre, table(ROW, ROW.replace("7号", "9号")))
    await upload(centre, table(ROW.replace("7号", "8号"), "84390002,新,路,,,公用\r\n"))
    worker = centre.worker("server-1")
    assert await worker.work_one()
    assert await worker.work_one()
    assert await worker.work_one() is None
    known = await centre.queries.read_number("052784390001", 1)
    assert known.subscriber is not None
    assert known.subscriber.address == "宿城区青年路8号"
    assert (await centre.queries.read_number("13805276621", 1)).subscriber is not None


async def test_a_killed_server_leaves_its_import_to_the_other(centre: Centre):
    import_id = await upload(centre, many(500))
    reached: list[DirectoryImport] = []
    dying = centre.worker("server-1", lines=100, lease=timedelta(0))
    await _die_after(dying, reached, batches=2)
    assert await centre.worker("server-2", lines=100).work_one()
    ended = await read_import(centre, import_id)
    assert (ended["state"], ended["taken"], ended["bad_count"]) == ("done", 500, 0)
    assert 100 <= reached[-1].taken < 500


async def test_what_one_server_reads_the_other_leaves_alone(centre: Centre):
    await upload(centre, many(300))
    reached: list[DirectoryImport] = []
    await _die_after(centre.worker("server-1", lines=100), reached, batches=1)
    assert await centre.worker("server-2").work_one() is None
    assert await centre.worker("server-1").work_one()


async def test_two_servers_that_read_the_same_count_every_line_once(centre: Centre):
    import_id = await upload(centre, many(2_000))
    both = [centre.worker(f"server-{n}", lines=100, lease=timedelta(0)) for n in (1, 2)]
    await asyncio.gather(*(worker.work_one() for worker in both))
    await both[0].work_one()
    ended = await read_import(centre, import_id)
    assert (ended["state"], ended["taken"]) == ("done", 2_000)


async def test_the_file_is_gone_when_it_is_read_and_nobody_else_could_read_it_before(
    centre: Centre,
):
    await upload(centre, table(ROW))
    (kept,) = centre.imports.iterdir()
    assert kept.stat().st_mode & 0o077 == 0
    assert centre.imports.stat().st_mode & 0o077 == 0
    await centre.worker("server-1").work_one()
    assert list(centre.imports.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "no_header"), (b"13800000001,a,b\n", "no_header"), (b"\xff\xfe\x00", "encoding_wrong")],
)
async def test_what_is_no_table_fails_with_a_code(centre: Centre, content: bytes, code: str):
    import_id = await upload(centre, content)
    await centre.worker("server-1").work_one()
    ended = await read_import(centre, import_id)
    assert (ended["state"], ended["code"]) == ("failed", code)


async def test_a_lost_file_is_told(centre: Centre):
    import_id = await upload(centre, table(ROW))
    next(centre.imports.iterdir()).unlink()
    await centre.worker("server-1").work_one()
    assert (await read_import(centre, import_id))["code"] == "file_lost"


async def test_a_retry_on_a_lost_answer_starts_nothing_twice(centre: Centre):
    page, key = centre.by(Role.ADMINISTRATOR), uuid4()
    first = await page.upload(table(ROW), key)
    again = await page.upload(table(ROW), key)
    assert first.json() == again.json()
    other = await page.upload(table(ROW, ROW), key)
    assert (other.status_code, other.json()["code"]) == (422, "key_reused")
    assert len((await page.get("/directory/imports")).json()) == 1
    assert [path.suffix for path in centre.imports.iterdir()] == [".csv"]


async def test_nothing_is_written_for_somebody_without_the_right(centre: Centre):
    assert (await centre.by(None).upload(table(ROW))).status_code == 401
    assert (await centre.by(Role.CALL_TAKER).upload(table(ROW))).status_code == 403
    assert not centre.imports.exists()


async def test_an_upload_that_is_no_form_leaves_nothing_behind(centre: Centre):
    page = centre.by(Role.ADMINISTRATOR)
    refused = await page.act("POST", "/directory/imports", {"file": "number"})
    assert (refused.status_code, refused.json()["code"]) == (422, "upload_not_understood")
    assert list(centre.imports.iterdir()) == []


async def test_files_of_imports_that_ended_are_swept_by_the_next_server(centre: Centre):
    import_id = await upload(centre, table(ROW))
    kept = centre.imports / f"{import_id}.csv"
    content = kept.read_bytes()
    await centre.worker("server-1").work_one()
    kept.write_bytes(content)
    working = asyncio.create_task(centre.worker("server-2").run())
    await until(lambda: not kept.exists())
    working.cancel()


class Killed(Exception):
    """The server that reads dies here."""


async def _die_after(
    worker: DirectoryImportWorker, reached: list[DirectoryImport], *, batches: int
) -> None:
    """Work until so many batches are stored, and stop as if killed."""

    def tell(now: DirectoryImport) -> None:
        reached.append(now)
        if len(reached) == batches:
            raise Killed

    with pytest.raises(Killed):
        await worker.work_one(tell)
