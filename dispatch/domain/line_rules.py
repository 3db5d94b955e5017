"""What must hold of dedicated lines before an exchange may be built from them."""

import re
from collections.abc import Iterator, Sequence

from dispatch.domain.line import MOST_LINES, LinePlan, LineWay

# Letters of any script and what names are written with: nothing that ends a value in a file.
_LABEL = re.compile(r"[^\W_][\w ·.()（）-]{0,39}")
_GROUP = re.compile(r"[a-z][a-z0-9]{0,11}")
_SECOND = re.compile(r"(?!(?:7[01]|80)[0-9]{2}$)[0-9]{3,20}")


def lines_fit(lines: Sequence[LinePlan]) -> bool:
    """Tell whether an exchange can be given these lines."""
    numbers = [line.number for line in lines]
    return len(set(numbers)) == len(numbers) and all(all(_fits(line)) for line in lines)


def _fits(line: LinePlan) -> Iterator[bool]:
    yield 1 <= line.number <= MOST_LINES
    yield _LABEL.fullmatch(line.label) is not None
    yield bool(line.code)
    yield not line.second_number or _SECOND.fullmatch(line.second_number) is not None
    grouped = _GROUP.fullmatch(line.group) is not None
    yield grouped if line.way is LineWay.BYPASS else not line.group
