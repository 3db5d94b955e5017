"""What the commands of a machine say: one sentence a code, Chinese first."""

import os
import tomllib
from functools import cache
from pathlib import Path

CATALOGUE = Path(__file__).with_name("sentences.toml")


def sentence(code: str, **parameters: object) -> str:
    """Say a code in the language of this terminal.

    Raises:
        KeyError: Nobody wrote that sentence.
    """
    return sentences()[code]["zh" if speaks_chinese() else "en"].format(**parameters)


@cache
def sentences() -> dict[str, dict[str, str]]:
    """Read every sentence: code, language, text."""
    return tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))


def speaks_chinese() -> bool:
    """Tell whether this terminal's locale is Chinese."""
    variables = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next(filter(None, variables), "").startswith("zh")
