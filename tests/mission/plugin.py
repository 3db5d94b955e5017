"""pytest plugin: tests say which mission rows they show; what really passed is written down."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.mission.results import Outcome, TestResult, write_report
from tests.mission.rows import load_rows

MARKER = "mission"
PROPERTY = "mission"
REPORT_VARIABLE = "MISSION_REPORT"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--mission-report",
        metavar="PATH",
        help=f"write which mission rows were shown to PATH (or set {REPORT_VARIABLE})",
    )


def pytest_configure(config: pytest.Config) -> None:
    path = config.getoption("--mission-report") or os.environ.get(REPORT_VARIABLE)
    is_worker = hasattr(config, "workerinput")
    report = Path(path) if path and not is_worker else None
    config.pluginmanager.register(MissionRun(report), "mission-run")


class MissionRun:
    """Follows one test run. Rows travel with each report: those of worker processes count, too."""

    def __init__(self, report: Path | None) -> None:
        self._report = report
        self._seen: dict[str, TestResult] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Refuse a mark that names no row, or one that is left out."""
        open_rows = {row.id for row in load_rows().values() if not row.left_out}
        marked = {item.nodeid: rows_of(item) for item in items}
        if faults := [
            f"{nodeid}: {sorted(rows - open_rows)}"
            for nodeid, rows in marked.items()
            if rows - open_rows
        ]:
            raise pytest.UsageError(
                "mission rows unknown to tests/mission.toml or left out there:\n"
                + "\n".join(faults)
            )
        for item in items:
            if rows := marked[item.nodeid]:
                item.user_properties.append((PROPERTY, " ".join(sorted(rows))))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Join the phases and parameters of a marked test."""
        rows = dict(report.user_properties).get(PROPERTY)
        outcome = outcome_of(report)
        if rows is None or outcome is None:
            return
        name = report.nodeid.partition("[")[0]
        result = TestResult(frozenset(str(rows).split()), outcome)
        self._seen[name] = self._seen[name].joined(result) if name in self._seen else result

    def pytest_sessionfinish(self) -> None:
        """Write the report, if one was asked for."""
        if self._report:
            write_report(self._report, self._seen)

    @property
    def seen(self) -> Mapping[str, TestResult]:
        """Results so far, by test name without parameters."""
        return self._seen


def rows_of(item: pytest.Item) -> frozenset[str]:
    """Row ids of all mission marks of a test, of its class and of its module."""
    marks = list(item.iter_markers(MARKER))
    if any(not mark.args or mark.kwargs for mark in marks):
        raise pytest.UsageError(f"{item.nodeid}: a mission mark needs row ids, such as 'A13'")
    return frozenset(row_id for mark in marks for row_id in mark.args)


def outcome_of(report: pytest.TestReport) -> Outcome | None:
    """What one phase says about its test; None when it says nothing."""
    if report.failed:
        return Outcome.FAILED
    if report.skipped or hasattr(report, "wasxfail"):
        return Outcome.SKIPPED
    return Outcome.PASSED if report.when == "call" else None
