"""Every refusal of the set-up has its sentence in both languages."""

import re
import string
from pathlib import Path

import pytest

from dispatch.cli.sentences import sentence, sentences

SOURCES = [
    source
    for folder in ("dispatch/adapters/host", "dispatch/adapters/asterisk", "dispatch/cli", "gis")
    for source in Path(folder).rglob("*.py")
]
USED = re.compile(r'(?:Refusal|ImportFault|tell|sentence)\(\s*"([a-z_]+)"')

FAMILY = re.compile(r'tell\(f"([a-z_]+)\{')


def _codes() -> set[str]:
    return {code for source in SOURCES for code in USED.findall(source.read_text())}


def _fields(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


@pytest.mark.parametrize("code", sorted(_codes()))
def test_every_code_has_a_sentence(code: str) -> None:
    assert set(sentences()[code]) == {"zh", "en"}


@pytest.mark.parametrize("code", sorted(sentences()))
def test_both_languages_say_the_same_things(code: str) -> None:
    assert _fields(sentences()[code]["zh"]) == _fields(sentences()[code]["en"])


@pytest.mark.parametrize("code", sorted(sentences()))
def test_nothing_is_written_that_nobody_says(code: str) -> None:
    words = "".join(source.read_text() for source in SOURCES)
    families = tuple(FAMILY.findall(words))
    assert f'"{code}"' in words or code.startswith(families)


def test_a_chinese_terminal_is_spoken_to_in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert sentence("up_stopped") == "已全部停止。"


def test_every_other_terminal_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LC_MESSAGES", "C")
    assert sentence("up_stopped") == "Everything is stopped."
