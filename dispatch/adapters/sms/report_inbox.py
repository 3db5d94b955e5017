"""Reports of deliveries that nobody has noted yet: a file each, so that no server loses one.

A report is told once by the network (3GPP TS 27.005 §3.4.1). It is on the disk before anything is
done with it, and leaves it when the database holds what it says. The folder belongs to the machine:
the server that holds the modem reads what another left there.
"""

import asyncio
import json
import os
import time
from dataclasses import asdict
from pathlib import Path

import structlog

from dispatch.ports.sms import SmsReport

log = structlog.get_logger()

MOST_HELD = 1000
SUFFIX, UNREADABLE = ".report", ".unreadable"


class ReportInbox:
    """Reports by name, the oldest first.

    Args:
        folder: Made when the first report comes; closed to other accounts, for numbers are in it.
        most: So many are held; one more is told as lost.
    """

    def __init__(self, folder: Path, most: int = MOST_HELD) -> None:
        self._folder, self._most = folder, most
        self._held: dict[str, SmsReport] = {}
        self._news = asyncio.Event()

    def load(self) -> None:
        """Take up what lies in the folder and is not held here."""
        for path in sorted(self._folder.glob(f"*{SUFFIX}")):
            if path.name not in self._held:
                self._read(path)
        self._tell_news()

    async def put(self, report: SmsReport) -> None:
        """Hold one; a disk that takes nothing is told, and the report is held without it."""
        if len(self._held) >= self._most:
            log.warning("sms.report_lost", reference=report.reference, held=len(self._held))
            return
        name = f"{time.time_ns():020}-{report.reference}{SUFFIX}"
        try:
            await asyncio.to_thread(_write, self._folder / name, report)
        except OSError as error:
            log.warning("sms.report_not_on_disk", why=error.strerror)
        self._held[name] = report
        self._tell_news()

    async def oldest(self) -> tuple[str, SmsReport]:
        """Wait for one and give it with its name; it stays until it is dropped."""
        await self._news.wait()
        return min(self._held.items())

    def drop(self, name: str) -> None:
        """Let one go that is noted."""
        self._held.pop(name, None)
        (self._folder / name).unlink(missing_ok=True)
        self._tell_news()

    def _tell_news(self) -> None:
        if self._held:
            self._news.set()
        else:
            self._news.clear()

    def _read(self, path: Path) -> None:
        try:
            told = json.loads(path.read_bytes())
            report = SmsReport(int(told["reference"]), str(told["number"]), bool(told["delivered"]))
        except FileNotFoundError:
            return  # another server has noted it
        except (ValueError, KeyError, TypeError):
            log.warning("sms.report_unreadable", name=path.name)
            path.replace(path.with_suffix(UNREADABLE))
            return
        self._held[path.name] = report


def _write(path: Path, report: SmsReport) -> None:
    """Put a whole file on the disk under its name, or none."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = path.with_suffix(".half")
    with half.open("w", encoding="utf-8") as file:
        json.dump(asdict(report), file)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
