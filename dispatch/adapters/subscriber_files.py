"""Uploaded three-field tables in the state folder, readable by nobody else, until imported."""

import asyncio
import errno
import os
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO
from uuid import UUID

from dispatch.adapters.subscriber_csv import MAX_LINE_BYTES, SubscriberReader, find_columns
from dispatch.adapters.subscriber_encoding import find_encoding
from dispatch.domain.caller import Subscriber
from dispatch.domain.directory_import import BadLine, FileFault, FileMark, SubscriberBatch
from dispatch.ports.subscriber_files import FileUnreadable, KeptUpload, LineStamp, NoSpace

READ_BYTES = 65_536
FLUSH_EVERY_BYTES = 16_000_000
FORGOTTEN_AFTER_S = 86_400
UNFINISHED = ".part"
KEPT = ".csv"


class FolderUpload:
    """See `dispatch.ports.subscriber_files`.

    Args:
        folder: Where it is written.
        ending: Of its name once it is kept.
    """

    def __init__(self, folder: Path, ending: str = KEPT) -> None:
        self._ending = ending
        self._path = folder / f"{token_hex(8)}{UNFINISHED}"
        self._file = os.fdopen(
            os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb"
        )
        self._sha256 = sha256()
        self._total_bytes = 0
        self._unflushed_bytes = 0

    async def write(self, data: bytes) -> None:
        """Write on."""
        await asyncio.to_thread(self._write, data)

    async def finish(self) -> KeptUpload:
        """Put every byte on the disk."""
        await asyncio.to_thread(self._flush)
        return KeptUpload(self._total_bytes, self._sha256.hexdigest())

    async def keep(self, import_id: UUID) -> None:
        """Make it the file of an import; the same twice changes nothing."""
        await asyncio.to_thread(self._keep, import_id)

    async def close(self) -> None:
        """Remove it, unless it was kept."""
        await asyncio.to_thread(self._close)

    def _write(self, data: bytes) -> None:
        try:
            self._file.write(data)
            self._sha256.update(data)
            self._total_bytes += len(data)
            self._unflushed_bytes += len(data)
            if self._unflushed_bytes >= FLUSH_EVERY_BYTES:
                self._flush()
        except OSError as error:
            raise _told(error) from error

    def _flush(self) -> None:
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._unflushed_bytes = 0
        except OSError as error:
            raise _told(error) from error

    def _keep(self, import_id: UUID) -> None:
        if self._path.exists():
            self._path.replace(self._path.with_name(f"{import_id}{self._ending}"))
            _fsync_folder(self._path.parent)

    def _close(self) -> None:
        self._file.close()
        self._path.unlink(missing_ok=True)


class SubscriberFolder:
    """See `dispatch.ports.subscriber_files`.

    Args:
        folder: imports/ of the state folder; both servers see it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def begin(self) -> FolderUpload:
        """Begin to write a file; what was left of uploads a day ago is removed."""
        return await asyncio.to_thread(self._begin)

    async def read_batch(
        self, import_id: UUID, after: FileMark, stamp: LineStamp, *, lines: int
    ) -> SubscriberBatch:
        """Read on from a place, so many lines or to the end; FileUnreadable."""
        return await asyncio.to_thread(_read_batch, self._path(import_id), after, stamp, lines)

    async def list_kept(self) -> Sequence[UUID]:
        """Give the imports whose file is here."""
        names = await asyncio.to_thread(lambda: sorted(self._folder.glob(f"*{KEPT}")))
        return [UUID(path.stem) for path in names]

    async def remove(self, import_id: UUID) -> None:
        """Remove the file of an import that has ended."""
        await asyncio.to_thread(self._path(import_id).unlink, missing_ok=True)

    def _path(self, import_id: UUID) -> Path:
        return self._folder / f"{import_id}{KEPT}"

    def _begin(self) -> FolderUpload:
        self._folder.mkdir(mode=0o700, exist_ok=True)
        upload = FolderUpload(self._folder)
        parts = {path: path.stat().st_mtime for path in self._folder.glob(f"*{UNFINISHED}")}
        for path, written_at in parts.items():
            if max(parts.values()) - written_at > FORGOTTEN_AFTER_S:
                path.unlink(missing_ok=True)
        return upload


def _read_batch(path: Path, after: FileMark, stamp: LineStamp, lines: int) -> SubscriberBatch:
    try:
        with path.open("rb") as file:
            return _read_open_file(file, after, stamp, lines)
    except FileNotFoundError:
        raise FileUnreadable(FileFault.FILE_LOST) from None


def _read_open_file(
    file: BinaryIO, after: FileMark, stamp: LineStamp, lines: int
) -> SubscriberBatch:
    encoding = find_encoding(file, stamp.encoding)
    header = file.readline(MAX_LINE_BYTES)
    columns = find_columns(header, encoding)
    if columns is None:
        raise FileUnreadable(FileFault.NO_HEADER)
    start = after if after.lines else FileMark(len(header), 1)
    file.seek(start.offset)
    reader = SubscriberReader(columns, stamp, start, encoding)
    found: list[Subscriber | BadLine] = []
    for one in _until_end(file, reader):
        if one is not None:
            found.append(one)
        if reader.mark.lines - start.lines >= lines:
            return _batch(after, reader.mark, found, encoding, ended=False)
    return _batch(after, reader.mark, found, encoding, ended=True)


def _until_end(file: BinaryIO, reader: SubscriberReader) -> Iterator[Subscriber | BadLine | None]:
    """Give what the reader gives, and None after each piece: blank lines give nothing else."""
    while data := file.read(READ_BYTES):
        yield from reader.feed(data)
        yield None
    yield from reader.close()


def _batch(
    before: FileMark,
    after: FileMark,
    found: Sequence[Subscriber | BadLine],
    encoding: str,
    *,
    ended: bool,
) -> SubscriberBatch:
    return SubscriberBatch(
        before=before,
        after=after,
        subscribers=[one for one in found if isinstance(one, Subscriber)],
        bad_lines=[one for one in found if isinstance(one, BadLine)],
        ended=ended,
        encoding=encoding,
    )


def _fsync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _told(error: OSError) -> Exception:
    return NoSpace() if error.errno in {errno.ENOSPC, errno.EDQUOT} else error
