"""What no tracked file may hold: the address of a package registry, or a reminder.

A centre installs from its own mirror or without any network; an address written down here would
be asked all the same. A reminder in the code is work that nobody is told of: what is open stands
in the mission table or in an issue.
"""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.contract.architecture.tree import place, tracked_files

REGISTRIES = (
    r"(files\.)?python" + r"hosted\.org",
    r"pypi\." + r"(org|python\.org)",
    r"registry\." + r"(npm|yarn)[a-z]*\.(org|com)",
    r"(deb|security|ftp\.[a-z]+|cdn-fastly|snapshot)\." + r"debian\.org",
    r"([a-z]+\.)?(archive|ports)\." + r"ubuntu\.com",
    r"proxy\." + r"golang\.org",
    r"(index|static)\." + r"crates\.io",
    r"[a-z0-9.-]*" + r"(tuna\.tsinghua|ustc|aliyun|npmmirror|huaweicloud)\.(edu\.cn|com|cn)",
)
REGISTRY = re.compile("|".join(REGISTRIES))
REMINDER = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")


def lines_with(pattern: re.Pattern[str], paths: Iterable[Path]) -> list[str]:
    """Where a pattern stands."""
    return [
        place(path, number)
        for path in paths
        for number, line in enumerate(_text(path).splitlines(), 1)
        if pattern.search(line)
    ]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""  # sound, pictures


def test_no_file_names_a_package_registry():
    assert lines_with(REGISTRY, tracked_files()) == []


def test_no_file_holds_a_reminder():
    kept = {"STYLE.md"}  # it says that there are none
    files = [p for p in tracked_files() if p.name not in kept and not p.name.endswith(".lock")]
    assert lines_with(REMINDER, files) == []


@pytest.mark.parametrize(
    "line",
    [
        "index-url = https://" + "pypi." + "org/simple",
        '"resolved": "https://' + "registry.npm" + 'js.org/vue"',
        "deb http://deb." + "debian.org/debian bookworm main",
    ],
)
def test_a_registry_is_seen(tmp_path: Path, line: str):
    page = tmp_path / "page.txt"
    page.write_text(f"first\n{line}\n", encoding="utf-8")
    assert lines_with(REGISTRY, [page]) == ["page.txt:2"]


def test_a_reminder_is_seen(tmp_path: Path):
    page = tmp_path / "page.py"
    page.write_text("# TO" + "DO: later\n", encoding="utf-8")
    assert lines_with(REMINDER, [page]) == ["page.py:1"]
