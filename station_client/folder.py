"""The program's own folder: who it is, its lock, how it is. Nobody else may read it."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import BaseModel, ConfigDict, SecretStr, ValidationError

from station_client.errors import AlreadyRunning, NotEnrolled

PRIVATE = 0o600


class Device(BaseModel):
    """What the centre said at the enrolment; the token opens the centre and is never shown.

    Args:
        servers: Addresses of both, the first one is tried first.
        authority: Certificate of the centre's own authority, where it has one.
    """

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    id: str
    name: str
    token: SecretStr
    servers: tuple[str, ...]
    station_code: str
    station_name: str
    centre_name: str
    zone: str
    authority: Path | None = None


class Folder:
    """Files of one device."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.journal = path / "station.sqlite"
        self.browser = path / "browser"
        self._device = path / "device.json"
        self._lock = path / "lock"
        self._status = path / "status.json"

    def is_enrolled(self) -> bool:
        """Tell whether a device is kept here."""
        return self._device.exists()

    def keep_device(self, device: Device) -> None:
        """Keep who this program is; only its own user may read it."""
        values = device.model_dump(mode="json") | {"token": device.token.get_secret_value()}
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(self._device, json.dumps(values, ensure_ascii=False).encode())

    def read_device(self) -> Device:
        """Give who this program is.

        Raises:
            NotEnrolled: Nothing usable is kept here.
        """
        try:
            return Device.model_validate_json(self._device.read_bytes())
        except (OSError, ValidationError):
            raise NotEnrolled(f"no device is enrolled in {self.path}") from None

    def keep_status(self, text: str) -> None:
        """Keep how the program is, for `station-client status`."""
        write_whole(self._status, text.encode(), durable=False)

    def read_status(self) -> str:
        """Give what the program said last, or an empty object."""
        return self._status.read_text(encoding="utf-8") if self._status.exists() else "{}"

    def is_running(self) -> bool:
        """Tell whether a program works in this folder."""
        try:
            with self.held():
                return False
        except AlreadyRunning:
            return True

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the folder for this process; the kernel lets go when it dies.

        Raises:
            AlreadyRunning: Another process holds it.
        """
        with self._lock.open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise AlreadyRunning(f"a station client works in {self.path} already") from None
            yield


def write_whole(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Write a file of our user's own, so that a reader finds all of it or what was there before."""
    half = path.with_name(f".{path.name}.half")
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        if durable:
            os.fsync(file.fileno())
    half.replace(path)
