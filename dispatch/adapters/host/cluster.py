"""A private PostgreSQL cluster that listens on a Unix socket only."""

import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

import psycopg

from dispatch.adapters.host.account import Account, choose_account
from dispatch.adapters.host.refusal import Refusal

OWNER_ROLE = "d120_owner"
OLDEST_VERSION = 15
INIT_TIMEOUT_S = 120
START_TIMEOUT_S = 60
STOP_TIMEOUT_S = 60
ASK_AGAIN_AFTER_S = 0.05
# A Unix socket's name, ".s.PGSQL.5432" included, must stay under 108 bytes.
LONGEST_SOCKET_DIRECTORY = 90
DEBIAN_BINARIES = Path("/usr/lib/postgresql")
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "password_encryption": "scram-sha-256",
    # A statement or a key in an error's detail may hold a caller's number.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
THROWAWAY_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
}


@dataclass(frozen=True, slots=True)
class Cluster:
    """One PostgreSQL cluster of our own.

    Attributes:
        data: Its data folder.
        socket_directory: A short folder that holds only its socket.
        password: Of the role that owns the database.
        account: The user it runs as.
        durable: False for throw-away clusters only: they do not wait for the disk.
    """

    data: Path
    socket_directory: Path
    password: str
    account: Account
    port: int = 5432
    durable: bool = True

    def dsn(self, database: str = "postgres", *, role: str = OWNER_ROLE, password: str = "") -> str:
        """Make a connection address that libpq, psycopg and SQLAlchemy understand."""
        secret = quote(password or self.password, safe="")
        host = quote(str(self.socket_directory), safe="")
        return f"postgresql://{role}:{secret}@/{database}?host={host}&port={self.port}"

    def server_command(self) -> list[str]:
        """Give the command line that runs the server in the foreground."""
        settings = SETTINGS | ({} if self.durable else THROWAWAY_SETTINGS)
        options = [word for key, value in settings.items() for word in ("-c", f"{key}={value}")]
        place = ("-D", self.data, "-k", self.socket_directory, "-p", str(self.port))
        server = find_binaries(self.data) / "postgres"
        return self.account.command(*self._watch(), server, *place, *options)

    def _watch(self) -> tuple[str, ...]:
        """A throw-away server goes when the test run that started it is gone."""
        return () if self.durable else ("setpriv", "--pdeathsig", "INT", "--")


def find_binaries(data: Path | None = None) -> Path:
    """Find PostgreSQL's programs: of the version that made the data folder, else the newest.

    Raises:
        Refusal: ``no_postgres`` or ``postgres_gone`` (the version that made the data).
    """
    versions = sorted(
        int(path.parent.parent.name) for path in DEBIAN_BINARIES.glob("[0-9]*/bin/postgres")
    )
    made_by = _made_by(data)
    if made_by is not None and made_by not in versions:
        raise Refusal("postgres_gone", version=made_by)
    if not versions or versions[-1] < OLDEST_VERSION:
        raise Refusal("no_postgres", oldest=OLDEST_VERSION)
    return DEBIAN_BINARIES / str(made_by or versions[-1]) / "bin"


def is_created(data: Path) -> bool:
    """Tell whether a data folder holds a finished cluster."""
    return _made_by(data) is not None


def create(cluster: Cluster) -> None:
    """Make the cluster's data folder, whole or not at all."""
    if is_created(cluster.data):
        return
    half = cluster.data.with_name(cluster.data.name + ".half")
    shutil.rmtree(half, ignore_errors=True)
    try:
        _run_initdb(replace(cluster, data=half))
        half.rename(cluster.data)
    finally:
        shutil.rmtree(half, ignore_errors=True)


def start(cluster: Cluster, log: Path) -> subprocess.Popen[bytes]:
    """Start the server as a child and wait until it answers a query."""
    _own_socket_directory(cluster)
    with log.open("ab") as sink:
        server = subprocess.Popen(  # noqa: S603
            cluster.server_command(), cwd="/", stdin=subprocess.DEVNULL, stdout=sink, stderr=sink
        )
    try:
        wait_until_ready(cluster, server)
    except BaseException:
        stop(server)
        raise
    return server


def stop(server: subprocess.Popen[bytes]) -> None:
    """Stop a server that ``start`` gave: clients are cut off, nothing committed is lost."""
    for urgency in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        server.send_signal(urgency)
        if _ends_within(server, STOP_TIMEOUT_S):
            return


def is_ready(cluster: Cluster) -> bool:
    """Tell whether the server lets its owner in and answers a query."""
    try:
        with psycopg.connect(cluster.dsn(), connect_timeout=2) as connection:
            return connection.execute("select 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False


def wait_until_ready(cluster: Cluster, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers, at most ``START_TIMEOUT_S``.

    Raises:
        Refusal: ``postgres_not_ready``; the reason stands in its log.
    """
    give_up_at = time.monotonic() + START_TIMEOUT_S
    while not is_ready(cluster):
        if _ends_within(server, ASK_AGAIN_AFTER_S) or time.monotonic() > give_up_at:
            raise Refusal("postgres_not_ready", data=cluster.data)


@contextmanager
def throwaway_cluster(folder: Path | None = None) -> Iterator[str]:
    """Run a cluster for tests and benches; give the DSN of its owner and superuser.

    Args:
        folder: Where its data goes; a folder of its own when none is given, which is the safe
            choice as root: pytest's folders are closed to the user that PostgreSQL runs as.
    """
    with tempfile.TemporaryDirectory(prefix="d120-") as own:
        short = Path(own)
        short.chmod(0o711)
        place = folder or short
        cluster = Cluster(
            data=place / "data",
            socket_directory=short / "s",
            password="throw-away",  # noqa: S106
            account=choose_account(place),
            durable=False,
        )
        create(cluster)
        server = start(cluster, short / "log")
        try:
            yield cluster.dsn()
        finally:
            stop(server)


def _ends_within(server: subprocess.Popen[bytes], seconds: float) -> bool:
    try:
        server.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def _run_initdb(cluster: Cluster) -> None:
    cluster.account.own(cluster.data)
    with tempfile.NamedTemporaryFile("w", prefix="d120-") as secret:
        secret.write(cluster.password)
        secret.flush()
        cluster.account.take(Path(secret.name))
        done = subprocess.run(  # noqa: S603
            cluster.account.command(*_initdb_words(cluster), f"--pwfile={secret.name}"),
            cwd="/",
            capture_output=True,
            timeout=INIT_TIMEOUT_S,
            check=False,
        )
    if done.returncode:
        raise Refusal("initdb_failed", why=done.stderr.decode(errors="replace").strip())


def _initdb_words(cluster: Cluster) -> list[str | Path]:
    return [
        find_binaries() / "initdb",
        *("-D", cluster.data, "-E", "UTF8", "--locale=C.UTF-8", f"--username={OWNER_ROLE}"),
        *("--auth=scram-sha-256", "--data-checksums"),
        *(() if cluster.durable else ("--no-sync",)),
    ]


def _own_socket_directory(cluster: Cluster) -> None:
    if len(str(cluster.socket_directory)) > LONGEST_SOCKET_DIRECTORY:
        raise Refusal("socket_path_too_long", folder=cluster.socket_directory)
    cluster.account.own(cluster.socket_directory)


def _made_by(data: Path | None) -> int | None:
    """Read which version made the data; None when there are none or the server must say why not."""
    marker = data / "PG_VERSION" if data else None
    try:
        return int(marker.read_text()) if marker and marker.exists() else None
    except (PermissionError, ValueError):
        return None
