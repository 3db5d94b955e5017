"""Who is alive: a part holds its lock file for as long as it lives, however it was started.

A lock is the kernel's: it goes with the process, is never stale and never another process's.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dispatch.adapters.host.refusal import Refusal


def hold(lock: Path) -> int:
    """Take a lock for the life of this process and of what it turns into.

    Returns:
        The descriptor, which an ``exec`` keeps.

    Raises:
        Refusal: ``already_running`` with the process that has it.
    """
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise Refusal("already_running", part=lock.stem, pid=find_holder(lock) or "?") from None
    os.set_inheritable(descriptor, True)
    return descriptor


@contextmanager
def held(lock: Path) -> Iterator[None]:
    """Hold a lock for a while.

    Raises:
        Refusal: ``already_running``.
    """
    descriptor = hold(lock)
    try:
        yield
    finally:
        os.close(descriptor)


def is_held(lock: Path) -> bool:
    """Tell whether somebody living holds a lock."""
    if not lock.exists():
        return False
    with lock.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def find_holder(lock: Path) -> int | None:
    """Find the process that took a lock, by the kernel's list."""
    inode = str(lock.stat().st_ino)
    for line in Path("/proc/locks").read_text(encoding="ascii").splitlines():
        fields = line.split()
        if fields[1] == "FLOCK" and fields[5].rpartition(":")[2] == inode:
            return int(fields[4])
    return None


def list_held(folder: Path) -> dict[str, int | None]:
    """List the parts whose lock in a folder is held by somebody else, with the process."""
    locks = (lock for lock in folder.glob("*.lock") if is_held(lock))
    holders = {lock.stem: find_holder(lock) for lock in locks}
    return {part: pid for part, pid in holders.items() if pid != os.getpid()}
