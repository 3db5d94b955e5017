"""As whom PostgreSQL and Asterisk run: neither may be root."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dispatch.adapters.host.refusal import Refusal

SYSTEM_USER = "dispatch120"
# Root under another number must be one that has a name: initdb asks for it.
MAPPED_USER = "daemon"
PROBE_TIMEOUT_S = 10


@dataclass(frozen=True, slots=True)
class Account:
    """A user that may run services.

    Attributes:
        prefix: Words put before a command so that it runs as this user.
        uid: Owner of the folders of such a service, as seen from here.
        gid: Group of those folders.
    """

    prefix: tuple[str, ...]
    uid: int
    gid: int

    @property
    def is_mapped(self) -> bool:
        """Whether this is root under another number: good for tests and demonstrations only."""
        return self.prefix[:1] == ("unshare",)

    def command(self, *words: str | Path) -> list[str]:
        """Make a command line that runs as this user."""
        return [*self.prefix, *map(str, words)]

    def own(self, folder: Path, *, mode: int = 0o700) -> Path:
        """Make a folder that belongs to this user."""
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(mode)
        self.take(folder)
        return folder

    def take(self, path: Path) -> None:
        """Give a file or folder to this user, if he is another one than we are."""
        if os.geteuid() == 0:
            os.chown(path, self.uid, self.gid)


def choose_account(folder: Path) -> Account:
    """Choose the user that runs services with their state under a folder.

    Args:
        folder: An existing folder, or one whose nearest existing parent will hold it.

    Raises:
        Refusal: ``no_account`` when we are root and neither way to be someone else works.
    """
    if os.geteuid() != 0:
        return Account((), os.geteuid(), os.getegid())
    for account in (_system_account(), _mapped_account()):
        if account is not None and _works(account, _nearest_existing(folder)):
            return account
    raise Refusal("no_account", folder=folder, user=SYSTEM_USER)


def _system_account() -> Account | None:
    try:
        entry = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        return None
    ids = (f"--reuid={entry.pw_uid}", f"--regid={entry.pw_gid}", "--init-groups")
    return Account(("setpriv", *ids, "--"), entry.pw_uid, entry.pw_gid)


def _mapped_account() -> Account:
    """Root under another number: reaches what root reaches. For tests and the demo only."""
    entry = pwd.getpwnam(MAPPED_USER)
    ids = (f"--map-user={entry.pw_uid}", f"--map-group={entry.pw_gid}")
    return Account(("unshare", "--user", *ids, "--"), 0, 0)


def _works(account: Account, folder: Path) -> bool:
    if shutil.which(account.prefix[0]) is None:
        return False
    return _succeeds(account.command("test", "-x", folder))


def _succeeds(command: Sequence[str]) -> bool:
    done = subprocess.run(  # noqa: S603
        command, cwd="/", capture_output=True, timeout=PROBE_TIMEOUT_S, check=False
    )
    return done.returncode == 0


def _nearest_existing(folder: Path) -> Path:
    return next(path for path in (folder, *folder.absolute().parents) if path.exists())
