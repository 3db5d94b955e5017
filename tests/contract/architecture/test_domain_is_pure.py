"""Rules import the plain parts of Python, themselves and the datum; nothing else.

import-linter forbids what it is told to forbid. Here the list is of what is allowed, so that a
new framework, a file or a clock cannot come in by a name that nobody thought of.
"""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.contract.architecture.tree import ROOT, parse, place, tracked_files

ALLOWED = {
    "__future__",
    "abc",
    "base64",
    "bisect",
    "collections",
    "contextlib",
    "dataclasses",
    "datetime",
    "decimal",
    "difflib",
    "dispatch.domain",
    "enum",
    "functools",
    "gis.datum",
    "hashlib",
    "heapq",
    "hmac",
    "ipaddress",
    "itertools",
    "json",
    "math",
    "operator",
    "re",
    "statistics",
    "string",
    "types",
    "typing",
    "unicodedata",
    "uuid",
    "zoneinfo",
}


def strangers(paths: Iterable[Path]) -> list[str]:
    """Imports of the domain that are not allowed."""
    return [
        f"{place(path, line)} {module}"
        for path in paths
        for line, module in _imports(parse(path))
        if not any(module == name or module.startswith(name + ".") for name in ALLOWED)
    ]


def _imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield node.lineno, node.module or ""


def test_the_domain_imports_nothing_that_waits_reads_or_serves():
    domain = [p for p in tracked_files() if p.is_relative_to(ROOT / "dispatch" / "domain")]
    assert strangers(p for p in domain if p.suffix == ".py") == []


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("import pathlib", True),
        ("from time import monotonic", True),
        ("import dispatch.config", True),
        ("from gis.feeds import nmea", True),
        ("from gis.datum import Wgs84", False),
        ("from dispatch.domain.call import Call", False),
    ],
)
def test_a_stranger_is_seen(tmp_path: Path, line: str, seen: bool):
    module = tmp_path / "rule.py"
    module.write_text(line, encoding="utf-8")
    assert bool(strangers([module])) is seen
