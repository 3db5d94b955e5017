"""A report is on the disk until it is noted, and no disk and no flood makes the worker fall."""

from pathlib import Path

import pytest

from dispatch.adapters.sms.report_inbox import ReportInbox
from dispatch.ports.sms import SmsReport

FIRST, SECOND = SmsReport(7, "13805276621", True), SmsReport(8, "13805276621", False)


async def test_what_is_put_is_given_until_it_is_dropped(tmp_path: Path):
    inbox = ReportInbox(tmp_path / "in")
    await inbox.put(FIRST)
    await inbox.put(SECOND)
    name, report = await inbox.oldest()
    assert report == FIRST == (await inbox.oldest())[1]
    inbox.drop(name)
    assert (await inbox.oldest())[1] == SECOND


async def test_another_process_finds_what_was_left(tmp_path: Path):
    await ReportInbox(tmp_path / "in").put(FIRST)
    after = ReportInbox(tmp_path / "in")
    after.load()
    name, report = await after.oldest()
    assert report == FIRST
    after.drop(name)
    after.drop(name)
    assert list((tmp_path / "in").iterdir()) == []


async def test_its_folder_is_closed_to_others(tmp_path: Path):
    await ReportInbox(tmp_path / "in").put(FIRST)
    assert (tmp_path / "in").stat().st_mode & 0o777 == 0o700


async def test_a_disk_that_takes_nothing_is_told_and_the_report_still_noted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "in").write_text("a file where the folder should be", encoding="utf-8")
    inbox = ReportInbox(tmp_path / "in")
    await inbox.put(FIRST)
    assert (await inbox.oldest())[1] == FIRST
    assert "sms.report_not_on_disk" in capsys.readouterr().out


async def test_it_is_bounded_and_says_what_it_does_not_take(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    inbox = ReportInbox(tmp_path / "in", most=1)
    await inbox.put(FIRST)
    await inbox.put(SECOND)
    assert len(list((tmp_path / "in").iterdir())) == 1
    assert "sms.report_lost" in capsys.readouterr().out
