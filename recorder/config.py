"""Boot settings: what the recorder needs of `boot.toml` and `secrets/`, read once, frozen."""

import tomllib
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field

from recorder.errors import SettingsUnusable
from recorder.inputs.settings import Channel, require_apart
from recorder.integrity.checkpoint import SigningKey

LEAST_DAYS: Final = 365


class Database(BaseModel):
    """Where the centre's database listens."""

    model_config = ConfigDict(frozen=True)
    socket_directory: str
    port: int
    name: str


class Exchange(BaseModel):
    """The exchange this recorder stands beside."""

    model_config = ConfigDict(frozen=True)
    name: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,30}$")
    recorder_url: str
    here: bool = True


class TimeServer(BaseModel):
    """Who knows the time."""

    model_config = ConfigDict(frozen=True)
    host: str
    port: int = 123


class Proof(BaseModel):
    """A folder that gets the checkpoints as other recorders do, best on another machine's disk."""

    model_config = ConfigDict(frozen=True)
    copies_folder: Path | None = None


class Store(BaseModel):
    """What is done for a full disk, for second copies, and for media.

    Attributes:
        ballast_bytes: Room held back on the exchange's disk; None: five minutes of 32 channels.
        second_spool: Where finished files are brought when that disk is full.
        second_store: Where every master is copied to, best on another machine's disk.
        eject_command: A site's own command and its arguments; `{folder}` is the medium's.
        warn_days_left: A disk that will be full so soon is told.
        channels: How many are recorded, for a forecast without history.
        duty: Which part of the day a channel speaks, for the same.
    """

    model_config = ConfigDict(frozen=True)
    ballast_bytes: int | None = Field(None, ge=4096)
    second_spool: Path | None = None
    second_store: Path | None = None
    eject_command: tuple[str, ...] = ()
    warn_days_left: int = Field(30, ge=1)
    channels: int = Field(32, ge=1)
    duty: float = Field(0.1, gt=0, le=1)


class RetentionRule(BaseModel):
    """A class of recordings, and how long its sound is kept; the first rule that fits counts.

    Attributes:
        name: The class.
        days: None: for ever. Less than a year cannot be set.
        called: Called numbers, with `*` and `?`; none: any, also without a label.
        empty: Only pieces without any sound.
        labelled: Only those with a label, or only those without one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str = Field(pattern=r"^[a-z][a-z0-9_]{0,30}$")
    days: int | None = Field(None, ge=LEAST_DAYS)
    called: tuple[str, ...] = ()
    empty: bool = False
    labelled: bool | None = None


class Boot(BaseModel):
    """The part of boot.toml that concerns a recorder; the rest is for others."""

    model_config = ConfigDict(frozen=True)
    database: Database
    exchanges: tuple[Exchange, ...]
    time_server: TimeServer | None = None
    proof: Proof = Proof()
    store: Store = Store()
    retention: tuple[RetentionRule, ...] = ()
    recorder_channels: tuple[Channel, ...] = ()

    def channels_of(self, exchange: str) -> tuple[Channel, ...]:
        """Its line and radio inputs; ValueError where two could not be told apart."""
        here = next((one.name for one in self.exchanges if one.here), None)
        return require_apart(
            tuple(one for one in self.recorder_channels if (one.exchange or here) == exchange)
        )


class Settings(BaseModel):
    """All a recorder is told at its start.

    Args:
        state: The state folder.
        exchange: Its exchange.
        database: The centre's database, which may be away.
        others: The exchanges whose recorders keep copies of this one's checkpoints.
        time_server: Who says how far this machine's clock is off.
        proof: A further place for copies.
        store: Full disks, copies and media.
        retention: Classes of recordings; what fits none is kept for ever.
        channels: Line and radio inputs.
    """

    model_config = ConfigDict(frozen=True)
    state: Path
    exchange: Exchange
    database: Database
    others: tuple[Exchange, ...] = ()
    time_server: TimeServer | None = None
    proof: Proof = Proof()
    store: Store = Store()
    retention: tuple[RetentionRule, ...] = ()
    channels: tuple[Channel, ...] = ()

    @property
    def incoming(self) -> Path:
        """Where the exchange writes."""
        return self.state / "recordings" / self.exchange.name / "incoming"

    @property
    def folder(self) -> Path:
        """The recorder's own: journal, store, damaged."""
        return self.state / "recorder" / self.exchange.name

    @property
    def address(self) -> tuple[str, int]:
        """Host and port to listen at."""
        parts = urlsplit(self.exchange.recorder_url)
        if parts.hostname is None or parts.port is None:
            raise SettingsUnusable(f"recorder_url of {self.exchange.name} has no host and port")
        return parts.hostname, parts.port

    def secret(self, name: str) -> str:
        """Read one secret; raises `SettingsUnusable`."""
        try:
            text = (self.state / "secrets" / name).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise SettingsUnusable(f"secret {name} cannot be read") from error
        if not text:
            raise SettingsUnusable(f"secret {name} is empty")
        return text

    def signing_key(self) -> SigningKey:
        """The key of the checkpoints; raises `SettingsUnusable`."""
        try:
            return SigningKey.from_secret(self.secret("recorder_signing"))
        except ValueError as error:
            raise SettingsUnusable("secret recorder_signing is no key of 32 bytes") from error

    def index_parameters(self) -> dict[str, Any]:
        """How to reach the index; the password is read anew for each connection."""
        return {
            "host": self.database.socket_directory,
            "port": self.database.port,
            "dbname": self.database.name,
            "user": "d120_recorder",
            "password": self.secret("database_recorder"),
        }


def load_settings(state: Path, exchange: str) -> Settings:
    """Read the boot settings; raises `SettingsUnusable` with one clear sentence."""
    path = state / "boot.toml"
    try:
        boot = Boot.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        channels = boot.channels_of(exchange)
    except (OSError, ValueError) as error:
        raise SettingsUnusable(f"{path} cannot be used: {error}") from error
    found = next((one for one in boot.exchanges if one.name == exchange), None)
    if found is None:
        raise SettingsUnusable(f"{path} names no exchange {exchange}")
    return Settings(
        state=state,
        exchange=found,
        database=boot.database,
        others=tuple(one for one in boot.exchanges if one is not found),
        time_server=boot.time_server,
        proof=boot.proof,
        store=boot.store,
        retention=boot.retention,
        channels=channels,
    )
