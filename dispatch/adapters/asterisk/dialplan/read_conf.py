"""Reads generated files back: steps of extensions.conf, sections of the others. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_STEP = re.compile(
    r"(?:exten => (?P<name>[^,]+),1|\s*same => n(?:\((?P<label>[^)]+)\))?),(?P<do>.+)"
)
_CLASSES = {"X": "[0-9]", "Z": "[1-9]", "N": "[2-9]", ".": ".+", "!": ".*", "+": r"\+"}


@dataclass(frozen=True, slots=True)
class Step:
    """One priority of an extension, such as ``known, GotoIf, $[1]?a:b``."""

    label: str | None
    app: str
    arguments: str


Extensions = Mapping[str, Sequence[Step]]
Section = Sequence[tuple[str, str]]


def read_dialplan(text: str) -> Mapping[str, Extensions]:
    """Give every context's extensions; a context without any is there and empty."""
    contexts: dict[str, dict[str, list[Step]]] = {}
    context: dict[str, list[Step]] = {}
    name = ""
    for line in text.splitlines():
        if line.startswith("["):
            context = contexts.setdefault(line.strip()[1:-1], {})
        elif match := _STEP.fullmatch(line):
            name = match["name"] or name
            app, _, rest = match["do"].partition("(")
            context.setdefault(name, []).append(Step(match["label"], app, rest.removesuffix(")")))
    return contexts


def read_sections(text: str) -> Mapping[str, Sequence[Section]]:
    """Give the settings of every section; a name may come more than once, and so may a key."""
    found: defaultdict[str, list[list[tuple[str, str]]]] = defaultdict(list)
    name = ""
    for line in text.splitlines():
        if line.startswith("["):
            name = line.strip()[1:-1]
            found[name].append([])
        elif name and "=" in line and not line.startswith(";"):
            key, _, value = line.partition("=")
            found[name][-1].append((key, value))
    return found


def find_extension(extensions: Extensions, dialled: str) -> str | None:
    """Find the extension that takes what was dialled: its own name first, then a pattern."""
    if dialled in extensions:
        return dialled
    patterns = (name for name in extensions if name.startswith("_"))
    return next((name for name in patterns if re.fullmatch(_regular(name), dialled)), None)


def split_arguments(arguments: str) -> list[str]:
    """Split at the commas that stand in no bracket."""
    return [part.strip() for part in _split(arguments)]


def _split(arguments: str) -> Iterator[str]:
    part, depth = "", 0
    for sign in arguments:
        depth += (sign in "([{") - (sign in ")]}")
        if sign == "," and depth == 0:
            yield part
            part = ""
        else:
            part += sign
    yield part


def _regular(pattern: str) -> str:
    """Write a pattern as a regular expression; a set in brackets means the same in both."""
    signs = re.findall(r"\[[^\]]+\]|.", pattern[1:])
    return "".join(sign if len(sign) > 1 else _CLASSES.get(sign, re.escape(sign)) for sign in signs)
