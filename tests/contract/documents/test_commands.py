"""Every command that a page tells a person to type exists, with its options.

The pages are followed word by word at night; a command that was renamed is found out then.
"""

import re
import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from dispatch.cli import app as dispatch120
from recorder.cli import app as recorder
from tests.contract.architecture.tree import ROOT, place, tracked_files

PROGRAMS: dict[str, Any] = {
    "dispatch120": typer.main.get_command(dispatch120),
    "recorder": typer.main.get_command(recorder),
}
CODE = re.compile(r"^```(\w*)\n(.*?)^```|`([^`\n]+)`", re.MULTILINE | re.DOTALL)
TYPED = {"", "sh", "console"}
SCRIPT = re.compile(r"\bsh (deploy/[\w/-]+)")


def wrong_commands(pages: Iterable[Path]) -> list[str]:
    """Commands in code of a page that do not exist, and options that they do not know."""
    return [
        f"{place(page)} {line}: {fault}"
        for page in pages
        for line in _code_lines(page)
        if (fault := _fault(line))
    ]


def _code_lines(page: Path) -> Iterator[str]:
    for language, block, inline in CODE.findall(page.read_text(encoding="utf-8")):
        typed = block if language in TYPED else ""
        for line in (inline or typed).splitlines():
            yield line.partition("#")[0].strip()


def _fault(line: str) -> str | None:
    script = SCRIPT.search(line)
    if script and not (ROOT / script[1]).is_file():
        return f"{script[1]} does not exist"
    words = shlex.split(line) if line.count("'") % 2 == 0 else []
    for at, word in enumerate(words):
        program = PROGRAMS.get(word.rpartition("/")[2])
        if program and (at == 0 or words[0] == "sudo"):
            return _fault_of_call(program, words[at + 1 :])
    return None


def _fault_of_call(command: Any, words: list[str]) -> str | None:
    options = {"--help"}
    for word in words:
        options |= {name for parameter in command.params for name in parameter.opts}
        if word.startswith("-") and word.partition("=")[0] not in options:
            return f"no option {word}"
        if hasattr(command, "commands") and not word.startswith("-"):
            if word not in command.commands:
                return f"no command {word}"
            command = command.commands[word]
    return None


def pages() -> list[Path]:
    return [path for path in tracked_files() if path.suffix == ".md"]


def test_every_command_of_the_pages_exists():
    assert wrong_commands(pages()) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("```sh\n.venv/bin/dispatch120 down\n```\n", False),
        ("```sh\n.venv/bin/dispatch120 docter\n```\n", True),
        ("run `dispatch120 up --state DIR`\n", False),
        ("run `dispatch120 up --sate DIR`\n", True),
        ("```sh\nsh deploy/run --listen 10.0.0.5\n```\n", False),
        ("```sh\nsh deploy/runn\n```\n", True),
        ("the `recorder` and `dispatch120` itself\n", False),
    ],
)
def test_a_command_that_does_not_exist_is_seen(tmp_path: Path, text: str, wrong: bool):
    page = tmp_path / "page.md"
    page.write_text(text, encoding="utf-8")
    assert bool(wrong_commands([page])) is wrong
