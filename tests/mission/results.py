"""What one test run showed, as a JSON file; several runs are merged."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

VERSION = 1


class DamagedReport(Exception):
    """A report is missing or cannot be read."""


class Outcome(StrEnum):
    """How a test ended, all its parameters and phases together."""

    SKIPPED = "skipped"
    PASSED = "passed"
    FAILED = "failed"

    def joined(self, other: "Outcome") -> "Outcome":
        """A failure outweighs a pass, a pass outweighs a skip."""
        order = list(Outcome)
        return max(self, other, key=order.index)


@dataclass(frozen=True, slots=True)
class TestResult:
    """One marked test."""

    __test__ = False

    rows: frozenset[str]
    outcome: Outcome

    def joined(self, other: "TestResult") -> "TestResult":
        """The same test seen in another run."""
        return TestResult(self.rows | other.rows, self.outcome.joined(other.outcome))


def write_report(path: Path, results: Mapping[str, TestResult]) -> None:
    """Store one run; the file appears whole or not at all."""
    tests = {
        name: {"rows": sorted(result.rows), "outcome": result.outcome.value}
        for name, result in sorted(results.items())
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_text(json.dumps({"version": VERSION, "tests": tests}, indent=1), encoding="utf-8")
    part.replace(path)


def read_report(path: Path) -> dict[str, TestResult]:
    """Read one run.

    Raises:
        DamagedReport: The file is missing, cut short or of another version.
    """
    try:
        report = json.loads(path.read_text(encoding="utf-8"))
        if report["version"] != VERSION:
            raise DamagedReport(f"{path}: version {report['version']}, expected {VERSION}")
        return {
            name: TestResult(frozenset(test["rows"]), Outcome(test["outcome"]))
            for name, test in report["tests"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        raise DamagedReport(f"{path}: {fault}") from fault


def merge(
    reports: Iterable[Mapping[str, TestResult]], again: Iterable[Mapping[str, TestResult]] = ()
) -> dict[str, TestResult]:
    """Join several runs into one.

    Args:
        reports: Of tests side by side.
        again: Of tests that failed there and were run once more alone: what they show then holds.
    """
    merged: dict[str, TestResult] = {}
    for report in reports:
        for name, result in report.items():
            known = merged.get(name)
            merged[name] = known.joined(result) if known else result
    for report in again:
        merged.update(report)
    return merged
