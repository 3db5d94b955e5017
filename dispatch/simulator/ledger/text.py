"""The ledger as a person reads it."""

from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

from dispatch.simulator.ledger.line import Line

HEAD = ("", "number", "ended", "by", "at (UTC)", "unexplained")


def ledger_text(lines: Sequence[Line]) -> Iterator[str]:
    """Give the lines of a table; what is unexplained stands at the end of its line."""
    rows = [HEAD, *(_cells(line) for line in lines)]
    widths = [max(_width(row[place]) for row in rows) for place in range(len(HEAD))]
    for row in rows:
        padded = (
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        )
        yield "  ".join(padded).rstrip()


def _cells(line: Line) -> tuple[str, ...]:
    at = line.at[11:19] if line.at else "-"
    fault = f"!! {line.fault}" if line.fault else ""
    return (line.subject, line.name, line.how, line.who, at, fault)


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
