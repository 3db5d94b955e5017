"""The table is refreshed from the drop folder by itself; what fails is shown and the old stays."""

import os
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dispatch.adapters.drop_folder import DiskDropFolder
from dispatch.adapters.subscriber_files import SubscriberFolder
from dispatch.domain.part import PartState
from dispatch.domain.people import Role
from dispatch.workers.directory_refresh import LAMP, DirectoryRefreshWorker
from tests.integration.directory.conftest import Centre
from tests.integration.directory.test_whole_tables import known, table

ZONE = ZoneInfo("Asia/Shanghai")


def refresher(centre: Centre, folder: Path, **bounds: float) -> DirectoryRefreshWorker:
    drop = DiskDropFolder(folder, lambda: 2_000_000_000.0, **bounds)
    files = SubscriberFolder(centre.imports)
    return DirectoryRefreshWorker(centre.commands, centre.queries, files, drop, ZONE)


def drop(folder: Path, name: str, content: bytes, at: int) -> None:
    (folder / name).write_bytes(content)
    os.utime(folder / name, (at, at))


def names(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()}


async def set_hour(centre: Centre, at: str) -> None:
    page = centre.by(Role.ADMINISTRATOR)
    await page.act("POST", "/session/reauthentication", {"password": "一个十个字符以上的密码"})
    site = (await page.get("/site")).json()
    change = {k: v for k, v in site.items() if k not in {"version", "changed_by", "changed_at"}}
    change |= {"base_version": site["version"], "place_sources": {"refresh_at": at}}
    answer = await page.act("PUT", "/site", change)
    assert answer.status_code == 200, answer.text


@pytest.mark.mission("A22")
async def test_the_newest_file_becomes_the_table_once_whichever_server_comes_first(
    centre: Centre, tmp_path: Path
):
    drop(tmp_path, "old.csv", table(20, "旧路"), at=1_000)
    drop(tmp_path, "new.TXT", table(20, "新路").decode().encode("gbk"), at=2_000)
    drop(tmp_path, "notes.pdf", b"", at=3_000)
    both = [refresher(centre, tmp_path) for _ in range(2)]
    for one in both:
        await one.refresh()
    worker = centre.worker("server-1")
    assert await worker.work_one()
    assert await worker.work_one() is None
    assert await known(centre, "13900000003") == "新路3号"
    await both[0].refresh()
    assert await worker.work_one() is None
    (only,) = await centre.queries.list_imports(9)
    assert (only.started_by, only.file_name) == ("timer:refresh", "new.TXT")
    assert names(tmp_path) >= {"new.TXT", "notes.pdf", "old.csv"}, "files are only read"


async def test_a_file_that_is_still_written_to_and_a_link_are_left_alone(
    centre: Centre, tmp_path: Path
):
    drop(tmp_path, "half.csv", table(20), at=1_999_999_990)
    secret = tmp_path / "secret"
    secret.write_bytes(table(20))
    (tmp_path / "link.csv").symlink_to(secret)
    at_work = refresher(centre, tmp_path)
    await at_work.refresh()
    assert at_work.findings() == {LAMP: (PartState.DEGRADED, "no_file")}
    assert await centre.worker("server-1").work_one() is None


async def test_a_folder_that_is_away_lights_a_lamp_until_it_is_back(centre: Centre, tmp_path: Path):
    folder = tmp_path / "mounted"
    at_work = refresher(centre, folder)
    await at_work.refresh()
    assert at_work.findings() == {LAMP: (PartState.DEGRADED, "folder_away")}
    folder.mkdir()
    drop(folder, "new.csv", table(20), at=1_000)
    await at_work.refresh()
    assert at_work.findings() == {}


async def test_what_cannot_be_read_or_is_too_small_is_shown_and_the_old_stays(
    centre: Centre, tmp_path: Path
):
    await set_hour(centre, "03:30")
    at_work = refresher(centre, tmp_path)
    for name, content, at, code in (
        ("1.csv", b"no header\n", 1_000, "refresh_failed"),
        ("2.csv", table(1), 2_000, "table_held"),
    ):
        drop(tmp_path, name, content, at)
        await at_work.refresh()
        await centre.worker("server-1").work_one()
        await at_work.look()
        assert at_work.findings() == {LAMP: (PartState.DEGRADED, code)}
    assert await known(centre, "13805276621") is not None
    page = centre.by(Role.ADMINISTRATOR)
    (held, *_) = (await page.get("/directory/imports")).json()
    await page.act("POST", f"/directory/imports/{held['id']}/confirm")
    await at_work.look()
    assert at_work.findings() == {}


async def test_the_hour_is_the_settings_and_a_change_counts_at_once(centre: Centre, tmp_path: Path):
    at_work = refresher(centre, tmp_path)
    await at_work.look()
    assert at_work.armed == ""
    await set_hour(centre, "03:30")
    await at_work.look()
    assert at_work.armed == "03:30"
    await set_hour(centre, "")
    await at_work.look()
    assert at_work.armed == ""
