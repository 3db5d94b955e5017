"""How findings are told: for people in their language, for programs as JSON."""

import json
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from dispatch.doctor.finding import Finding, Grade

Language = Literal["zh", "en"]
TEXTS = Path(__file__).with_name("texts.toml")


@cache
def texts() -> dict[str, dict[str, str]]:
    """Read all words by code: what was found, and how to mend what is wrong."""
    return tomllib.loads(TEXTS.read_text(encoding="utf-8"))


def tell(name: str, finding: Finding, language: Language) -> list[str]:
    """Tell one finding: what it is, and under it how to mend it."""
    words = texts()[finding.code]
    lines = [f"{finding.grade:<4}  {name:<16}  {words[language].format(**finding.parameters)}"]
    if mend := words.get(f"mend_{language}"):
        lines.append(f"      {'':<16}  → {mend.format(**finding.parameters)}")
    return lines


def as_json(findings: Mapping[str, Finding]) -> str:
    """Give every finding with its words in both languages."""
    rows = [
        {
            "check": name,
            "grade": finding.grade,
            "code": finding.code,
            "parameters": finding.parameters,
            **{
                key: text.format(**finding.parameters)
                for key, text in texts()[finding.code].items()
            },
        }
        for name, finding in findings.items()
    ]
    return json.dumps({"worst": worst(findings), "checks": rows}, ensure_ascii=False, indent=1)


def worst(findings: Mapping[str, Finding]) -> Grade:
    """Give the gravest grade there is."""
    order = list(Grade)
    return max((one.grade for one in findings.values()), key=order.index, default=Grade.OK)
