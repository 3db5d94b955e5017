"""Boot settings: read once from the state folder, frozen, with no default for a secret.

Site settings (seats, timings, trunks) live in the database; see `dispatch.domain.site`.
"""

import tomllib
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Centre(_Section):
    """Which centre this is. A demo is watermarked and never mixed with a site."""

    mode: Literal["demo", "site"]
    zone: str

    @field_validator("zone")
    @classmethod
    def _known(cls, zone: str) -> str:
        ZoneInfo(zone)
        return zone


class Database(_Section):
    """Where PostgreSQL listens; roles and passwords come from the secrets folder."""

    socket_directory: str
    port: int = Field(gt=0, lt=65536)
    name: str


class Server(_Section):
    """One of the two command servers and the address that clients hold of it.

    Attributes:
        here: Whether this machine runs it.
    """

    name: str
    host: str
    port: int = Field(gt=0, lt=65536)
    url: str
    here: bool = True


class Exchange(_Section):
    """One Asterisk with the recorder that stands beside it.

    Attributes:
        here: Whether this machine runs it; each host's boot file differs from the other's in this.
        ami_host: Where servers on other hosts reach its manager interface, by TLS only; None keeps
            it on loopback.
        ami_allowed: The addresses of those servers; nobody else is let in.
        ami_secret: Name of the file that holds its manager accounts' secret.
    """

    name: str
    host: str
    sip_port: int = Field(gt=0, lt=65536)
    ami_port: int = Field(gt=0, lt=65536)
    http_port: int = Field(gt=0, lt=65536)
    rtp_first_port: int = Field(gt=0, lt=65536)
    rtp_last_port: int = Field(gt=0, lt=65536)
    web_socket_url: str
    recorder_url: str
    here: bool = True
    ami_host: str | None = None
    ami_allowed: tuple[str, ...] = ()
    ami_secret: str = Field(default="ami", pattern=r"^ami(_[a-z0-9]+)?$")

    @model_validator(mode="after")
    def _is_reached(self) -> Self:
        if self.ami_host is not None and not self.ami_allowed:
            raise ValueError("ami_host opens the manager interface: ami_allowed says for whom")
        if self.ami_host is None and not self.here:
            raise ValueError("an exchange on another host is reached at its ami_host")
        return self


class Roads(_Section):
    """The process that knows the roads; loopback only."""

    url: str


class Feed(_Section):
    """One line on which vehicles tell their positions.

    Attributes:
        device: A serial device, best by /dev/serial/by-id/, a path under the state folder, or
            socket://host:port of a serial server.
        parity: none, even, odd, mark or space.
        framing: plain: one terminal, named by terminal; tagged: many, each sentence behind a TAG
            block that names its vehicle; any: both.
        terminal: Name of the one terminal of a plain line, as vehicles know it.
    """

    name: str
    device: str
    baud: int = Field(default=38400, gt=0)
    data_bits: Literal[5, 6, 7, 8] = 8
    parity: Literal["none", "even", "odd", "mark", "space"] = "none"
    stop_bits: Literal[1, 2] = 1
    framing: Literal["any", "plain", "tagged"] = "any"
    terminal: str | None = Field(default=None, pattern=r"^[A-Za-z0-9_.-]{1,32}$")

    @model_validator(mode="after")
    def _is_named(self) -> Self:
        if self.framing == "plain" and self.terminal is None:
            raise ValueError("a plain line names nobody: terminal says whose it is")
        return self

    def address(self, state: Path) -> str:
        """Give where the line comes in."""
        if self.device.startswith("socket://"):
            return self.device
        return str(state / self.device)


class PositionPort(_Section):
    """A port on which telephones and other servers tell positions over HTTP; a feed of its name.

    Attributes:
        host: Loopback for the proxy that holds the public address with https.
        query_speed: Unit of the speed in the OsmAnd protocol's query: knots where Traccar's own
            telephones speak.
        forwarders: Names of tokens that are other servers' and speak for every enrolled terminal.
    """

    name: str
    host: str = "127.0.0.1"
    port: int = Field(default=8170, gt=0, lt=65536)
    query_speed: Literal["kn", "kmh", "mps"] = "kn"
    forwarders: tuple[str, ...] = ()


class TerminalPort(_Section):
    """A port on which vehicle terminals speak JT/T 808; it is a feed of its own name.

    Attributes:
        host: Loopback, or the address of the private network (VPDN) of the terminals' cards.
    """

    name: str
    host: str = "127.0.0.1"
    port: int = Field(default=8160, gt=0, lt=65536)


class Subscribers(_Section):
    """Refresh of the three-field table.

    Attributes:
        drop_folder: Where the carrier puts new tables; None: drop/ of the state folder.
    """

    drop_folder: Path | None = None


class LocationLinks(_Section):
    """The page by which callers' telephones say where they are.

    Attributes:
        public_url: Where telephones reach it, without a slash at the end; by https, for no browser
            gives a place otherwise, except on this machine.
        host: Where it listens for the proxy that holds that address.
        here: Whether this machine runs it.
    """

    public_url: str
    host: str = "127.0.0.1"
    port: int = Field(default=8150, gt=0, lt=65536)
    here: bool = True

    @field_validator("public_url")
    @classmethod
    def _reached(cls, url: str) -> str:
        address = urlsplit(url)
        loopback = address.hostname in {"127.0.0.1", "localhost"}
        if address.hostname is None or (address.scheme != "https" and not loopback):
            raise ValueError("public_url must begin with https://")
        return url.rstrip("/")


class SmsModem(_Section):
    """A GSM modem for short messages; the PIN of its SIM is the secret sms_pin, if there is one.

    Attributes:
        device: A serial device, or a path under the state folder.
        here: Whether it is plugged in to this machine.
    """

    device: str
    baud: int = Field(default=115200, gt=0)
    here: bool = True


class SmsGateway(_Section):
    """A provider's gateway for short messages; what it lets in by is the secret sms_gateway.

    Attributes:
        url: By https; {number}, {text} and {secret} stand for what is put in.
        body: A JSON object for POST, with the same words; without one it is asked by GET.
        accepted_field: Of its JSON answer; empty where the HTTP status says all.
        accepted_value: What that field holds when it took the text.
    """

    url: str
    body: str | None = None
    accepted_field: str = ""
    accepted_value: str = ""


class Maps(_Section):
    """Imports of the map.

    Attributes:
        keep_versions: So many are kept beside the one in force, for inquiries and to go back.
        memory_mb: The process that imports gets no more.
    """

    keep_versions: int = Field(default=2, ge=1, le=50)
    memory_mb: int = Field(default=4000, ge=500)


class Tracks(_Section):
    """Where vehicles were.

    Args:
        keep_days: Older days are taken out within an hour, or by `dispatch120 tracks retire`;
            None: all are kept.
    """

    keep_days: int | None = Field(default=None, ge=30)


class Certificates(_Section):
    """Files of the private certificate authority; absent on loopback."""

    authority: Path
    certificate: Path
    key: Path


class TimeServer(_Section):
    """The site's own SNTP server; the doctor compares this machine's clock with it."""

    host: str
    port: int = Field(default=123, gt=0, lt=65536)


class Store(_Section):
    """For the recorders alone, which say what each means: full disks, copies, media."""

    ballast_bytes: int | None = Field(None, ge=4096)
    second_spool: Path | None = None
    second_store: Path | None = None
    eject_command: tuple[str, ...] = ()
    warn_days_left: int = Field(30, ge=1)
    channels: int = Field(32, ge=1)
    duty: float = Field(0.1, gt=0, le=1)


class RetentionRule(_Section):
    """For the recorders alone: a class of recordings, and its days; None is for ever."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]{0,30}$")
    days: int | None = Field(None, ge=365)
    called: tuple[str, ...] = ()
    empty: bool = False
    labelled: bool | None = None


class Proof(_Section):
    """For the recorders alone: a folder for their checkpoints, best on another machine's disk.

    Without it they go to the recorders of the other exchanges only.
    """

    copies_folder: Path | None = None


class Boot(_Section):
    """The whole of boot.toml."""

    version: Literal[1]
    centre: Centre
    database: Database
    servers: tuple[Server, ...] = Field(min_length=1)
    exchanges: tuple[Exchange, ...] = Field(min_length=1)
    roads: Roads | None = None
    feeds: tuple[Feed, ...] = ()
    position_ports: tuple[PositionPort, ...] = ()
    terminal_ports: tuple[TerminalPort, ...] = ()
    maps: Maps = Maps()
    tracks: Tracks = Tracks()
    subscribers: Subscribers = Subscribers()
    certificates: Certificates | None = None
    time_server: TimeServer | None = None
    location_links: LocationLinks | None = None
    sms_modem: SmsModem | None = None
    sms_gateway: SmsGateway | None = None
    proof: Proof = Proof()
    store: Store = Store()
    retention: tuple[RetentionRule, ...] = ()
    # Line and radio inputs: what they say is the recorder's alone, see recorder/inputs/settings.py.
    recorder_channels: tuple[dict[str, Any], ...] = ()

    @model_validator(mode="after")
    def _is_told_apart(self) -> Self:
        names = [exchange.name for exchange in self.exchanges]
        if len(set(names)) < len(names):
            raise ValueError("two exchanges have one name: their calls could not be told apart")
        if len(set(self.feed_names)) < len(self.feed_names):
            raise ValueError("two feeds have one name: their positions could not be told apart")
        if self.certificates is None and any(exchange.ami_host for exchange in self.exchanges):
            raise ValueError("ami_host needs certificates: secrets would go over the net in clear")
        return self

    @property
    def line_names(self) -> tuple[str, ...]:
        """Serial lines and HTTP ports on which positions are told, each a process."""
        return (*(one.name for one in self.feeds), *(one.name for one in self.position_ports))

    @property
    def feed_names(self) -> tuple[str, ...]:
        """All that brings positions: those, and the ports of vehicle terminals."""
        return (*self.line_names, *(one.name for one in self.terminal_ports))

    @property
    def links_hidden(self) -> Literal["no_public_address", "no_sms_way"] | None:
        """Why this centre can send no location links; None when it can."""
        if self.location_links is None:
            return "no_public_address"
        return None if self.sms_modem or self.sms_gateway else "no_sms_way"

    @property
    def servers_here(self) -> tuple[Server, ...]:
        """The servers that this machine runs."""
        return tuple(server for server in self.servers if server.here)

    @property
    def exchanges_here(self) -> tuple[Exchange, ...]:
        """The exchanges that this machine runs."""
        return tuple(exchange for exchange in self.exchanges if exchange.here)


class Settings(BaseSettings):
    """Boot settings of one process.

    Args:
        state: The state folder; DISPATCH120_STATE when not given.
        boot: What boot.toml says.
    """

    model_config = SettingsConfigDict(env_prefix="DISPATCH120_", frozen=True, extra="ignore")

    state: Path
    boot: Boot

    def secret(self, name: str) -> SecretStr:
        """Read one secret; a missing one is a FileNotFoundError that names its file."""
        return SecretStr((self.state / "secrets" / name).read_text(encoding="utf-8").strip())

    def dsn(self, role: str) -> str:
        """Give the libpq address of the database for one role: owner, dispatch, recorder."""
        database = self.boot.database
        password = self.secret(f"database_{role}").get_secret_value()
        return (
            f"host={database.socket_directory} port={database.port} dbname={database.name}"
            f" user=d120_{role} password={password}"
        )

    def database_url(self, role: str) -> str:
        """Give the SQLAlchemy address of the database for one role: owner, dispatch, recorder."""
        database = self.boot.database
        password = self.secret(f"database_{role}").get_secret_value()
        return (
            f"postgresql+psycopg://d120_{role}:{password}@/{database.name}"
            f"?host={database.socket_directory}&port={database.port}"
        )

    def server(self, name: str) -> Server:
        """Find this process's own entry; KeyError names an unknown server."""
        return {server.name: server for server in self.boot.servers}[name]


def load_settings(state: Path) -> Settings:
    """Read boot.toml of a state folder; pydantic's ValidationError names every wrong line."""
    text = (state / "boot.toml").read_text(encoding="utf-8")
    return Settings(state=state, boot=Boot.model_validate(tomllib.loads(text)))
