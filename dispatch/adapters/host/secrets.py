"""Random secrets, one a file, made once."""

import os
import secrets

from dispatch.adapters.host.layout import Layout
from dispatch.adapters.host.refusal import Refusal

NAMES = (
    "database_owner",
    "database_dispatch",
    "database_gis",
    "database_recorder",
    "ami",
    "gis_api",
    "recorder_api",
    "recorder_signing",
    "media_signing",
)
REPLACEABLE = frozenset({"gis_api", "recorder_signing"})
"""Known to processes of ours alone; a recorder whose key is another one says so itself."""
BYTES = 32


def ensure_secrets(layout: Layout, *, first_start: bool) -> None:
    """Make the secrets at the first start; later a missing one is a fault, not a new one.

    A new password would lock everybody out of a database that knows the old one.

    Raises:
        Refusal: ``secret_lost`` names the file.
    """
    for name in NAMES:
        path = layout.secrets / name
        if path.exists():
            path.chmod(0o600)
        elif first_start or name in REPLACEABLE:
            _write_new(str(path), secrets.token_urlsafe(BYTES))
        else:
            raise Refusal("secret_lost", file=path)


def ensure_secret(layout: Layout, name: str) -> str:
    """Give a secret that may be made at any time, such as the demonstration's password."""
    path = layout.secrets / name
    if not path.exists():
        _write_new(str(path), secrets.token_urlsafe(9))
    return read_secret(layout, name)


def read_secret(layout: Layout, name: str) -> str:
    """Read one secret."""
    return (layout.secrets / name).read_text(encoding="utf-8").strip()


def _write_new(path: str, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
