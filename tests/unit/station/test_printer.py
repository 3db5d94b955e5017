"""Every revision of an order lies in the print folder: as PDF, or at once as text."""

import asyncio

import pytest

from station_client import printer as module
from station_client.errors import CentreAway, Refused
from station_client.journal import Journal
from station_client.printer import Printer
from station_client.text_order import text_of
from tests.unit.station.orders import order, sheet

PDF = b"%PDF-1.7 ..."


class Printing:
    """A printer over a folder of the test; `gives` is what the centre has."""

    def __init__(self, tmp_path, journal, gives):
        self.folder, self.gives = tmp_path / "print", gives
        self.told: list[str] = []
        self.printer = Printer(
            self.folder,
            journal,
            fetch=self.fetch,
            zone="Asia/Shanghai",
            told=lambda: self.told.append(self.printer.state),
        )

    async def fetch(self, _):
        if isinstance(self.gives, Exception):
            raise self.gives
        return self.gives

    def names(self):
        return sorted(path.name for path in self.folder.glob("*")) if self.folder.is_dir() else []

    async def until(self, holds):
        running = asyncio.create_task(self.printer.run())
        async with asyncio.timeout(5):
            while not holds():
                await asyncio.sleep(0)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


@pytest.fixture
def journal(tmp_path):
    opened = Journal(tmp_path / "station.sqlite")
    yield opened
    opened.close()


@pytest.mark.mission("A50")
async def test_an_order_is_printed_once_and_a_new_revision_again(tmp_path, journal):
    printing = Printing(tmp_path, journal, PDF)
    printing.printer.want(order())
    await printing.until(printing.names)
    again = Printing(tmp_path, journal, b"%PDF- another")
    again.printer.want(order())
    again.printer.want(order(revision=2))
    await again.until(lambda: len(again.names()) == 2)
    assert again.names() == ["20261122-0047-1-r1.pdf", "20261122-0047-1-r2.pdf"]
    assert (again.folder / "20261122-0047-1-r1.pdf").read_bytes() == PDF


@pytest.mark.parametrize("gives", [CentreAway("away"), b"<html>", b""])
async def test_without_a_pdf_the_raw_text_is_printed_at_once_and_the_pdf_later(
    tmp_path, journal, gives, monkeypatch
):
    monkeypatch.setattr(module, "FETCH_AGAIN_AFTER_S", 0.0)
    printing = Printing(tmp_path, journal, gives)
    printing.printer.want(order())
    await printing.until(printing.names)
    assert printing.names() == ["20261122-0047-1-r1.txt"]
    printing.gives = PDF
    await printing.until(lambda: len(printing.names()) == 2)
    assert printing.told == []


async def test_an_order_that_is_over_is_printed_as_text_and_not_asked_for_again(tmp_path, journal):
    printing = Printing(tmp_path, journal, Refused(404, "order_not_found"))
    printing.printer.want(order())
    await printing.until(printing.names)
    printing.gives = PDF
    printing.printer.want(order(2))
    await printing.until(lambda: len(printing.names()) == 2)
    assert printing.names() == ["20261122-0047-1-r1.txt", "20261122-0047-2-r1.pdf"]


async def test_a_folder_that_cannot_be_written_is_a_failed_printer(tmp_path, journal):
    (tmp_path / "print").write_text("a file in its place")
    printing = Printing(tmp_path, journal, PDF)
    printing.printer.want(order())
    await printing.until(lambda: printing.told)
    assert printing.told == ["failed"]


async def test_an_order_that_is_over_is_printed_once_the_folder_takes_it(
    tmp_path, journal, monkeypatch
):
    monkeypatch.setattr(module, "FETCH_AGAIN_AFTER_S", 0.0)
    in_its_place = tmp_path / "print"
    in_its_place.write_text("a file in its place")
    printing = Printing(tmp_path, journal, Refused(404, "order_not_found"))
    printing.printer.want(order())
    await printing.until(lambda: printing.told)
    in_its_place.unlink()
    await printing.until(lambda: in_its_place.is_dir() and printing.names())
    assert printing.names() == ["20261122-0047-1-r1.txt"]
    assert printing.told == ["failed", "ok"]


def test_the_raw_text_holds_what_the_crew_needs():
    text = text_of(sheet(infectious=False, onset="20 分钟前"), "Asia/Shanghai")
    for line in (
        "现场地址：幸福里小区 3 号楼 502",
        "等车地点：小区东门",
        "联系电话：05278438221",
        "类型：急救",
        "呼吸：否",
        "传染/发热：否",
        "制单：2026-11-22 09:42:36",
        "车组：王磊 陈静 周强",
        "预案：吸氧；心电图（示例）",
    ):
        assert line in text.splitlines()
    assert "患者：" not in text


def test_a_code_without_a_word_is_printed_as_it_is():
    assert "类型：beamed_up" in text_of(sheet(nature="beamed_up"), "Asia/Shanghai")
