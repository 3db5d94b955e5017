"""Every text a person sees exists in Chinese and in English, with the same blanks to fill.

The catalogue is read as text: Node is not needed to know that a key is missing.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from tests.contract.architecture.refusals import list_refusals
from tests.contract.architecture.tree import ROOT

TEXTS = ROOT / "dispatch" / "console" / "src" / "shared" / "texts"
ENTRY = re.compile(r"""^\s*['"]?([\w.]+)['"]?:\s*(['"`])(.*?)\2,?\s*$""", re.MULTILINE | re.DOTALL)
BLANK = re.compile(r"\{(\w+)\}")


def read_catalogue(folder: Path, language: str) -> dict[str, str]:
    """All texts of one language, from its files `zh*.ts` or `en*.ts`."""
    files = sorted(folder.glob(f"{language}*.ts"))
    return {
        key: text
        for path in files
        for key, _, text in ENTRY.findall(path.read_text(encoding="utf-8"))
    }


def differences(chinese: Mapping[str, str], english: Mapping[str, str]) -> list[str]:
    """Keys that one language lacks, and texts whose blanks differ."""
    lacking = sorted(chinese.keys() ^ english.keys())
    both = sorted(chinese.keys() & english.keys())
    return lacking + [
        f"{key}: blanks differ"
        for key in both
        if set(BLANK.findall(chinese[key])) != set(BLANK.findall(english[key]))
    ]


def test_both_languages_have_the_same_keys_and_blanks():
    chinese, english = read_catalogue(TEXTS, "zh"), read_catalogue(TEXTS, "en")
    assert chinese
    assert differences(chinese, english) == []


def test_a_missing_text_and_a_missing_blank_are_seen(tmp_path: Path):
    (tmp_path / "zh_a.ts").write_text("'a.b': '第 {n} 位',\n  'a.c': '好',\n", encoding="utf-8")
    (tmp_path / "en_a.ts").write_text("'a.b': 'Place',\n", encoding="utf-8")
    both = read_catalogue(tmp_path, "zh"), read_catalogue(tmp_path, "en")
    assert differences(*both) == ["a.c", "a.b: blanks differ"]


def test_every_refusal_has_a_text():
    texts = read_catalogue(TEXTS, "zh")
    codes = {refusal.code for refusal in list_refusals()}
    assert sorted(code for code in codes if f"problem.{code}" not in texts) == []
