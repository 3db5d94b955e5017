"""One exchange on this machine: its files, and the command lines that start it and speak to it."""

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dispatch.adapters.asterisk.dialplan.codecs import find_made
from dispatch.adapters.asterisk.dialplan.files import Change, compare, exchange_files
from dispatch.adapters.asterisk.dialplan.plan import MONITOR, ExchangePlan, Places
from dispatch.adapters.asterisk.dialplan.prompt_take_conf import FOLDER as TAKES
from dispatch.adapters.asterisk.program import AsteriskProgram
from dispatch.adapters.asterisk.prompt_folder import BUILT_IN, PromptFolder, read_built_in
from dispatch.domain.errors import DomainError
from dispatch.domain.prompt_files import DEFAULT_BOOK, heard_files

CONSOLE_TIMEOUT_S = 10
# Asterisk starts without its control socket, and only warns, when the path is longer.
LONGEST_SOCKET_PATH = 100
SOCKET = "asterisk.ctl"
FOLDERS = (
    *("etc", "lib", "lib/keys", "data", "spool", "log", "sounds", "data/sounds/zh/digits"),
    str(TAKES),
)
PROMPTS = BUILT_IN
SECRET_MODE = 0o640


class SocketPathTooLong(DomainError):
    """The folder for the control socket has too long a path."""

    code = "socket_path_too_long"


class ConsoleAway(DomainError):
    """The exchange does not answer on its control socket."""

    code = "exchange_console_away"


def built_in_prompts() -> Mapping[str, bytes]:
    """Give what callers hear where the centre has chosen nothing."""
    return heard_files(DEFAULT_BOOK, read_built_in(), dict[str, bytes]().__getitem__)


@dataclass(frozen=True, slots=True)
class ExchangeNode:
    """An exchange that can be written, started and asked; every method is a short act of its own.

    Attributes:
        home: Folder of its own.
        run: Short folder for the control socket.
        recordings: Folder for files that the recorder fetches; it must exist.
        prompts: What callers hear, by key; without the centre's own choice what is built in.
    """

    plan: ExchangePlan
    home: Path
    run: Path
    recordings: Path
    program: AsteriskProgram
    prompts: Mapping[str, bytes] = field(default_factory=built_in_prompts, repr=False)

    def __post_init__(self) -> None:
        if len(str(self.run / SOCKET)) > LONGEST_SOCKET_PATH:
            raise SocketPathTooLong(folder=str(self.run))

    @property
    def places(self) -> Places:
        """Where everything lies."""
        program = self.program
        made = find_made({path.stem for path in program.modules.glob("*.so")})
        own = self.home, self.run, self.recordings
        return Places(*own, program.modules, program.data, codecs=made)

    @property
    def log(self) -> Path:
        """Asterisk's own warnings and errors."""
        return self.home / "log" / "messages.log"

    def command(self) -> list[str]:
        """Give the command line that runs the exchange in the foreground; SIGTERM ends it."""
        return [*self._asterisk(), "-f", "-n"]

    def console_command(self, order: str) -> list[str]:
        """Give the command line that puts one order to the running exchange."""
        return [*self._asterisk(), "-n", "-rx", order]

    def compare(self) -> Change:
        """Say how the files that the plan wants differ from those that lie there."""
        return compare(self._read_files(), exchange_files(self.plan, self.places))

    def write_files(self) -> Change:
        """Write what differs, each file whole or not at all; a running exchange is not told."""
        wanted = exchange_files(self.plan, self.places)
        for folder in FOLDERS:
            (self.home / folder).mkdir(parents=True, exist_ok=True)
        self.run.mkdir(parents=True, exist_ok=True)
        self._lend_data()
        point_at(self.home / MONITOR, self.recordings)
        PromptFolder(self.home).write(self.prompts)
        change = compare(self._read_files(), wanted)
        self._write_changed(change, wanted)
        return change

    def reload(self, change: Change) -> None:
        """Make the running exchange read what changed; calls go on.

        Raises:
            ConsoleAway: It does not run.
        """
        for order in change.reloads:
            self.ask(order)

    def ask(self, order: str) -> str:
        """Put one order to the running exchange and give what it prints.

        Raises:
            ConsoleAway: It does not run or does not answer in time.
        """
        try:
            done = subprocess.run(  # noqa: S603
                self.console_command(order),
                capture_output=True,
                timeout=CONSOLE_TIMEOUT_S,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise ConsoleAway(exchange=self.plan.name) from error
        if done.returncode != 0:
            raise ConsoleAway(exchange=self.plan.name)
        return done.stdout.decode(errors="replace")

    def _asterisk(self) -> list[str]:
        return [*self.program.words, "-C", str(self.places.etc / "asterisk.conf")]

    def _read_files(self) -> dict[str, str]:
        found = self.places.etc.glob("*.conf")
        return {path.name: path.read_text(encoding="utf-8") for path in found}

    def _write_changed(self, change: Change, files: Mapping[str, str]) -> None:
        for name in change.written:
            _write(self.places.etc / name, files[name].encode(), SECRET_MODE)
        for name in change.removed:
            (self.places.etc / name).unlink()

    def _lend_data(self) -> None:
        """Point at what the program ships; Asterisk has one folder for its data and ours."""
        for name in ("documentation", "static-http", "rest-api"):
            link = self.home / "data" / name
            if not link.is_symlink():
                link.symlink_to(self.program.data / name)


def point_at(link: Path, folder: Path) -> None:
    """Make a link to a folder, or turn one that is there; Asterisk may have made an empty one."""
    if link.is_symlink() and link.readlink() == folder:
        return
    if link.is_dir() and not link.is_symlink():
        link.rmdir()
    fresh = link.with_name(f"{link.name}.half")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(folder)
    fresh.replace(link)


def _write(path: Path, content: bytes, mode: int) -> None:
    if path.exists() and path.read_bytes() == content:
        return
    half = path.with_name(f"{path.name}.half")
    half.write_bytes(content)
    half.chmod(mode)
    half.replace(path)
