"""Where everything of one centre lies on this machine."""

import hashlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from dispatch.adapters.host.account import Account
from dispatch.adapters.host.refusal import Refusal

STATE_VARIABLE = "DISPATCH120_STATE"
PROJECT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class Layout:
    """The folders under one state folder, and the short one for sockets."""

    state: Path

    @property
    def boot_file(self) -> Path:
        """The frozen boot settings."""
        return self.state / "boot.toml"

    @property
    def secrets(self) -> Path:
        """One random secret a file."""
        return self.state / "secrets"

    @property
    def cluster(self) -> Path:
        """PostgreSQL's data."""
        return self.state / "postgres"

    @property
    def certificates(self) -> Path:
        """The private certificate authority and the server's certificate."""
        return self.state / "certificates"

    @property
    def log(self) -> Path:
        """What the processes print."""
        return self.state / "log"

    @property
    def supervisor(self) -> Path:
        """The runner's configuration and locks."""
        return self.state / "supervisor"

    @property
    def backups(self) -> Path:
        """Where ``dispatch120 backup`` puts its folders when no other place is named."""
        return self.state / "backups"

    def exchange(self, name: str) -> Path:
        """One exchange's generated files, logs and spool."""
        return self.state / "exchange" / name

    def incoming(self, exchange: str) -> Path:
        """Where an exchange writes recordings and its recorder fetches them."""
        return self.state / "recordings" / exchange / "incoming"

    def recorder(self, exchange: str) -> Path:
        """A recorder's journal and store."""
        return self.state / "recorder" / exchange

    @property
    def sockets(self) -> Path:
        """A short folder: a socket's path over 107 bytes stops PostgreSQL."""
        name = "d120-" + hashlib.sha256(bytes(self.state)).hexdigest()[:8]
        return _runtime_folder() / name

    @property
    def database_socket(self) -> Path:
        """PostgreSQL's socket alone, closed to everybody but its account."""
        return self.sockets / "pg"

    @property
    def runner_socket(self) -> Path:
        """Where the runner takes orders."""
        return self.sockets / "runner.sock"

    def lock(self, part: str) -> Path:
        """The file a running part holds locked for as long as it lives."""
        return self.supervisor / f"{part}.lock"


def find_layout(state: Path | None = None) -> Layout:
    """Find the state folder: the one named, else $DISPATCH120_STATE, else ``var`` of the clone."""
    named = state or os.environ.get(STATE_VARIABLE)
    return Layout(Path(named or PROJECT / "var").absolute())


def make_folders(layout: Layout, account: Account, exchanges: tuple[str, ...]) -> None:
    """Make every folder with its owner and rights; existing ones get their rights back.

    Raises:
        Refusal: ``state_not_writable`` or ``foreign_sockets`` (somebody else made that folder).
    """
    try:
        _make(layout.state, 0o755)
        _make(layout.log, 0o750)
        _make(layout.supervisor, 0o700)
        _make(layout.secrets, 0o700)
        for exchange in exchanges:
            account.own(_make(layout.exchange(exchange).parent, 0o711) / exchange)
            _make(layout.incoming(exchange).parents[1], 0o711)
            _make(layout.incoming(exchange).parent, 0o711)
            account.own(layout.incoming(exchange), mode=0o2770)
            _make(layout.recorder(exchange), 0o700)
    except PermissionError as error:
        raise Refusal("state_not_writable", folder=error.filename) from error
    make_socket_folder(layout, account)


def make_socket_folder(layout: Layout, account: Account) -> None:
    """Make the short folder anew: it lies where a reboot empties it."""
    layout.sockets.mkdir(mode=0o711, parents=True, exist_ok=True)
    if layout.sockets.is_symlink() or layout.sockets.stat().st_uid != os.geteuid():
        raise Refusal("foreign_sockets", folder=layout.sockets)
    layout.sockets.chmod(0o711)
    account.own(layout.database_socket)


def remove_socket_folder(layout: Layout) -> None:
    """Leave nothing behind in the machine's own folder once all parts have stopped."""
    shutil.rmtree(layout.sockets, ignore_errors=True)


def _make(folder: Path, mode: int) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(mode)
    return folder


def _runtime_folder() -> Path:
    own = Path("/run") if os.geteuid() == 0 else Path(f"/run/user/{os.geteuid()}")
    return own if os.access(own, os.W_OK) else Path("/tmp")  # noqa: S108 (owner is checked)
