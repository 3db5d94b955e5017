"""The printed mission table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tests.mission.results import Outcome, TestResult
from tests.mission.rows import Row


class Standing(StrEnum):
    """Where a row stands."""

    SHOWN = "shown"
    IN_PART = "in part"
    FAILING = "failing"
    DOCUMENT = "document"
    LEFT_OUT = "left out"
    SKIPPED = "skipped here"
    NOT_YET = "not yet"


@dataclass(frozen=True, slots=True)
class Line:
    """One row and what answers it."""

    row: Row
    standing: Standing
    proof: tuple[str, ...]


def judge(row: Row, results: Mapping[str, TestResult]) -> Line:
    """Decide where a row stands. A failing test outweighs all others: the row is not claimed."""
    tests = {name: result.outcome for name, result in results.items() if row.id in result.rows}
    by_outcome = {o: tuple(sorted(n for n, seen in tests.items() if seen is o)) for o in Outcome}
    passed = by_outcome[Outcome.PASSED]
    document = (row.document,) if row.document else ()
    choices = [
        (Standing.LEFT_OUT, (row.left_out,) if row.left_out else ()),
        (Standing.FAILING, by_outcome[Outcome.FAILED]),
        (Standing.IN_PART if row.missing else Standing.SHOWN, passed and passed + document),
        (Standing.DOCUMENT, document),
        (Standing.SKIPPED, by_outcome[Outcome.SKIPPED]),
    ]
    standing, proof = next((c for c in choices if c[1]), (Standing.NOT_YET, ()))
    return Line(row, standing, proof)


def render(lines: Iterable[Line], *, every_proof: bool = False) -> str:
    """Write the table: a line a row, its proofs, then the count of each standing."""
    lines = list(lines)
    text = [part for line in lines for part in _render_line(line, every_proof=every_proof)]
    counts = {s: sum(line.standing is s for line in lines) for s in Standing}
    summary = ", ".join(f"{count} {standing}" for standing, count in counts.items() if count)
    return "\n".join([*text, f"{len(lines)} rows: {summary}"])


def _render_line(line: Line, *, every_proof: bool) -> Iterable[str]:
    yield f"{line.row.id:4} {line.standing:12} {line.row.zh} · {line.row.en}"
    proof = line.proof if every_proof else line.proof[:1]
    rest = len(line.proof) - len(proof)
    for number, name in enumerate(proof, 1):
        more = f" (+{rest})" if rest and number == len(proof) else ""
        yield f"{'':17} {name}{more}"
    if line.standing is Standing.IN_PART:
        yield f"{'':17} missing: {line.row.missing}"
    if line.row.adapted:
        yield f"{'':17} adapted: {line.row.adapted}"
