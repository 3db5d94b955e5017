"""Checks of values that enter Asterisk's files, where a line end, `;` or `,` would be a command."""

import os
import re
from collections.abc import Sequence
from ipaddress import ip_address
from pathlib import Path

from dispatch.domain.errors import DomainError

LONGEST_PATH_BYTES = 200
_NAME = re.compile(r"[a-z][a-z0-9_-]{0,15}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{8,128}")
_PATH = re.compile(r"/[\w/.+@~-]*")
_DIGITS = re.compile(r"[0-9]{3,8}")
# Not 8001 to 8099, which name seats wherever a phone is named, nor 7001 to 7199, which name lines.
_DIALLED = re.compile(r"(?!(?:7[01]|80)[0-9]{2}$)[0-9]{3,20}")
# The names the files use themselves.
_TAKEN = frozenset({"global", "system", "general", "default", "udp", "websocket"})


class PathTooLong(DomainError):
    """A folder lies so deep that recordings would be lost."""

    code = "exchange_path_too_long"


class UnsafeValue(DomainError):
    """A value that must not enter Asterisk's files; `field` names it and does not show it."""

    code = "unsafe_value"


def check_name(field: str, value: str) -> None:
    """Let pass a lower-case name that no section of ours has."""
    _require(field, _NAME.fullmatch(value) is not None and value not in _TAKEN)


def check_secret(field: str, value: str) -> None:
    """Let pass what secrets.token_urlsafe makes."""
    _require(field, _SECRET.fullmatch(value) is not None)


def check_digits(field: str, value: str) -> None:
    """Let pass a short telephone number."""
    _require(field, _DIGITS.fullmatch(value) is not None)


def check_dialled(field: str, value: str) -> None:
    """Let pass a telephone number that can be dialled out."""
    _require(field, _DIALLED.fullmatch(value) is not None)


def check_path(field: str, value: Path | None) -> None:
    """Let pass an absolute path of letters of any script, digits and ``/ . _ + @ ~ -``."""
    _require(field, value is None or _PATH.fullmatch(str(value)) is not None)


def check_length(field: str, value: Path) -> None:
    """Let pass a path with which Asterisk cuts no command and no file's name; it says nothing.

    It keeps 255 bytes of a configuration file's name; tried at the longest that is let pass.
    """
    if len(os.fsencode(value)) > LONGEST_PATH_BYTES:
        raise PathTooLong(field=field, path=str(value), longest=LONGEST_PATH_BYTES)


def check_address(field: str, value: str) -> None:
    """Let pass an IP address. A name would need DNS at the very moment that a call comes."""
    try:
        ip_address(value)
    except ValueError:
        raise UnsafeValue(field=field) from None
    _require(field, "%" not in value)


def check_port(field: str, value: int) -> None:
    """Let pass a port number."""
    check_range(field, value, 1, 65535)


def check_range(field: str, value: int, lowest: int, highest: int) -> None:
    """Let pass a whole number within bounds."""
    _require(field, type(value) is int and lowest <= value <= highest)


def check_distinct(field: str, values: Sequence[str]) -> None:
    """Let pass names that differ from each other."""
    _require(field, len(set(values)) == len(values))


def _require(field: str, holds: bool) -> None:
    if not holds:
        raise UnsafeValue(field=field)
