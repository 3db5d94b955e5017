"""A log line is an event name and fields, never a sentence put together.

An f-string hides what varies from every search and count, and is how a caller's number gets
into a log: fields have names that can be checked, sentences have not.
"""

import ast
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.contract.architecture.tree import parse, place, python_files

LEVELS = {"debug", "info", "warning", "error", "exception", "critical", "bind"}
LOGGERS = {"log", "_log", "logger", "_logger"}


def put_together(paths: Iterable[Path]) -> list[str]:
    """Log calls whose event name is not a literal, or one of two."""
    return [
        place(path, node.lineno)
        for path in paths
        for node in ast.walk(parse(path))
        if isinstance(node, ast.Call) and _is_log_call(node) and _is_put_together(node)
    ]


def _is_log_call(call: ast.Call) -> bool:
    match call.func:
        case ast.Attribute(value=ast.Name(id=name), attr=level):
            return name in LOGGERS and level in LEVELS
        case ast.Attribute(value=ast.Attribute(attr=name), attr=level):
            return name in LOGGERS and level in LEVELS
        case _:
            return False


def _is_put_together(call: ast.Call) -> bool:
    values = [*call.args, *(keyword.value for keyword in call.keywords)]
    name_varies = any(not _is_literal(argument) for argument in call.args[:1])
    return name_varies or any(isinstance(value, ast.JoinedStr) for value in values)


def _is_literal(value: ast.expr) -> bool:
    if isinstance(value, ast.IfExp):
        return _is_literal(value.body) and _is_literal(value.orelse)
    return isinstance(value, ast.Constant)


def test_no_log_line_is_put_together():
    assert put_together(python_files(tests=False)) == []


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ('log.info(f"call from {number}")', True),
        ('log.info("call from " + number)', True),
        ('self._log.warning("ami.away", why=f"{fault}")', True),
        ('log.warning("ami.login_failed", exchange=name)', False),
        ('log.info("index.reachable" if reachable else "index.away")', False),
        ('catalogue.error(f"{code}")', False),
    ],
)
def test_a_line_that_is_put_together_is_seen(tmp_path: Path, line: str, seen: bool):
    module = tmp_path / "module.py"
    module.write_text(line, encoding="utf-8")
    assert bool(put_together([module])) is seen
