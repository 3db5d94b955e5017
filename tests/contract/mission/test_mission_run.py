"""A row counts as shown only by a test that really passed."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.mission.results import Outcome, read_report

ROOT = Path(__file__).parents[3]

CASES = """
import pytest

@pytest.mark.mission("A13", "A46")
def test_passes(): pass

@pytest.mark.mission("A14")
def test_fails(): assert False

@pytest.mark.mission("A7")
@pytest.mark.skip(reason="no exchange here")
def test_is_skipped(): pass

@pytest.mark.mission("A79")
@pytest.mark.xfail(strict=True)
def test_fails_as_expected(): assert False

@pytest.mark.mission("A78")
@pytest.mark.parametrize("n", [1, 2])
def test_passes_only_once(n): assert n == 1

@pytest.fixture
def breaks_at_the_end():
    yield
    raise RuntimeError

@pytest.mark.mission("A12")
def test_breaks_at_the_end(breaks_at_the_end): pass

def test_shows_no_row(): pass
"""


def run_pytest(
    folder: Path, source: str, *options: str
) -> tuple[subprocess.CompletedProcess[str], Path]:
    """One pytest run of its own over one file."""
    (folder / "test_case.py").write_text(source, encoding="utf-8")
    report = folder / "report.json"
    command = [sys.executable, "-m", "pytest", "-p", "tests.mission.plugin", "-p", "no:playwright"]
    command += ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(folder), str(folder), *options]
    done = subprocess.run(
        [*command, "--mission-report", str(report)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done, report


@pytest.fixture(scope="module", params=[(), ("-n", "2")], ids=["one process", "two processes"])
def outcomes(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Outcome]:
    _, report = run_pytest(tmp_path_factory.mktemp("run"), CASES, *request.param)
    return {
        name.split("::")[-1]: result.outcome
        for name, result in read_report(report).items()
        if result.rows
    }


@pytest.mark.parametrize(
    ("test", "outcome"),
    [
        ("test_passes", Outcome.PASSED),
        ("test_fails", Outcome.FAILED),
        ("test_is_skipped", Outcome.SKIPPED),
        ("test_fails_as_expected", Outcome.SKIPPED),
        ("test_passes_only_once", Outcome.FAILED),
        ("test_breaks_at_the_end", Outcome.FAILED),
    ],
)
def test_a_marked_test_is_written_down_as_it_ended(
    outcomes: dict[str, Outcome], test: str, outcome: Outcome
):
    assert outcomes[test] is outcome


def test_a_test_without_a_mark_is_not_written_down(outcomes: dict[str, Outcome]):
    assert "test_shows_no_row" not in outcomes


@pytest.mark.parametrize("mark", ['mission("A98")', 'mission("A24")', "mission()"])
def test_a_mark_that_names_no_open_row_stops_the_run(tmp_path: Path, mark: str):
    source = f"import pytest\n@pytest.mark.{mark}\ndef test_it(): pass\n"
    done, _ = run_pytest(tmp_path, source)
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "test_it" in done.stderr
