"""The second places a checkpoint goes to: a folder (another disk), or another recorder by HTTP."""

import json
from collections.abc import Mapping, Sequence
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any, Final, Protocol
from urllib.parse import urlsplit

from recorder.integrity.witness import CheckpointRefused, Witness

TIMEOUT_S: Final = 2.0
_MAX_ANSWER_BYTES: Final = 1024 * 1024


class Place(Protocol):
    """Where copies are kept. Raises OSError where it is away, `CheckpointRefused`."""

    @property
    def name(self) -> str:
        """As it is shown."""
        ...

    def ask(self, log: str) -> tuple[int, str | None]:
        """How many lines it has, and the last one."""
        ...

    def keep(self, log: str, *, key: bytes, first: int, lines: Sequence[str]) -> int:
        """Send lines; gives how many it has now."""
        ...


class FolderPlace:
    """A folder, best on another machine's disk; a folder that is not mounted is away."""

    def __init__(self, folder: Path) -> None:
        self.name = str(folder)
        self._folder = folder
        self._witness = Witness(folder)

    def ask(self, log: str) -> tuple[int, str | None]:
        """How many lines it has, and the last one."""
        if not self._folder.is_dir():
            raise FileNotFoundError(self.name)
        return self._witness.count(log), self._witness.last(log)

    def keep(self, log: str, *, key: bytes, first: int, lines: Sequence[str]) -> int:
        """Send lines; gives how many it has now."""
        if not self._folder.is_dir():
            raise FileNotFoundError(self.name)
        return self._witness.keep(log, key=key, first=first, lines=lines)


class RecorderPlace:
    """Another recorder; every exchange of the wire is tried once, within `TIMEOUT_S`."""

    def __init__(self, name: str, url: str, token: str) -> None:
        self.name = name
        parts = urlsplit(url)
        self._address = parts.hostname or "", parts.port or 80
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def ask(self, log: str) -> tuple[int, str | None]:
        """How many lines it has, and the last one."""
        said = self._exchange("GET", f"/witness/{log}?first=0&limit=0")
        return int(said["count"]), said["last"]

    def read(self, log: str, first: int, limit: int) -> list[str]:
        """Some of the lines it has."""
        said = self._exchange("GET", f"/witness/{log}?first={first}&limit={limit}")
        return [str(line) for line in said["lines"]]

    def keep(self, log: str, *, key: bytes, first: int, lines: Sequence[str]) -> int:
        """Send lines; gives how many it has now."""
        body = {"key": key.hex(), "first": first, "lines": list(lines)}
        return int(self._exchange("PUT", f"/witness/{log}", body)["count"])

    def _exchange(
        self, method: str, path: str, body: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        connection = HTTPConnection(*self._address, timeout=TIMEOUT_S)
        try:
            sent = None if body is None else json.dumps(body)
            connection.request(method, path, sent, self._headers)
            answer = connection.getresponse()
            status, text = answer.status, answer.read(_MAX_ANSWER_BYTES)
        except HTTPException as error:
            raise OSError(type(error).__name__) from error
        finally:
            connection.close()
        if status == 409:
            raise CheckpointRefused(self.name)
        return _read(status, text)


def _read(status: int, text: bytes) -> dict[str, Any]:
    if status != 200:
        raise OSError(f"answers {status}")
    try:
        said = json.loads(text)
    except ValueError as error:
        raise OSError("answers no JSON") from error
    if not isinstance(said, dict) or "count" not in said:
        raise OSError("answers something else")
    return said
