"""The Asterisk that will run: the one named, the system's, or what deploy/get-asterisk fetched."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dispatch.domain.errors import DomainError

SYSTEM = Path("/usr/sbin/asterisk")
# Root's cache can be read by the account that runs the exchange; see deploy/get-asterisk.
ROOT_CACHE = Path("/var/cache/dispatch120/asterisk")


class AsteriskMissing(DomainError):
    """No Asterisk is on this machine; `sh deploy/get-asterisk` fetches one."""

    code = "asterisk_missing"


@dataclass(frozen=True, slots=True)
class AsteriskProgram:
    """An Asterisk and what it needs to run.

    Attributes:
        words: Begin of every command line; a fetched one runs with the C library it came with.
        modules: Folder of its modules.
        data: Folder of its documentation, without which some modules do not load.
    """

    words: tuple[str, ...]
    modules: Path
    data: Path


def find_asterisk(
    environment: Mapping[str, str] = os.environ,
    *,
    system: Path = SYSTEM,
    root_cache: Path = ROOT_CACHE,
) -> AsteriskProgram:
    """Find Asterisk in the order of deploy/get-asterisk.

    Raises:
        AsteriskMissing: None is there, or its modules are not.
    """
    for binary, root in _candidates(environment, system, root_cache):
        program = _program(binary, root)
        if program is not None:
            return program
    raise AsteriskMissing


def _candidates(
    environment: Mapping[str, str], system: Path, root_cache: Path
) -> Iterator[tuple[Path, Path]]:
    if environment.get("ASTERISK"):
        yield Path(environment["ASTERISK"]), Path("/")
        return
    yield system, Path("/")
    own = Path(environment.get("XDG_CACHE_HOME") or f"{environment.get('HOME', '')}/.cache")
    caches = (own / "dispatch120/asterisk", root_cache)
    for prefix in caches if os.geteuid() else reversed(caches):
        yield prefix / "usr/sbin/asterisk", prefix


def _program(binary: Path, root: Path) -> AsteriskProgram | None:
    modules = _first(root, "usr/lib/*/asterisk/modules", "usr/lib*/asterisk/modules")
    data = _first(root, "usr/share/asterisk", "var/lib/asterisk")
    if not binary.exists() or modules is None or data is None:
        return None
    if root == Path("/"):
        return AsteriskProgram((str(binary),), modules, data)
    loader = _first(root, "usr/lib/*-linux-gnu*/ld-linux*.so.*")
    if loader is None:
        return None
    words = (str(loader), "--library-path", str(loader.parent), str(binary))
    return AsteriskProgram(words, modules, data)


def _first(root: Path, *patterns: str) -> Path | None:
    return next((path for pattern in patterns for path in sorted(root.glob(pattern))), None)
