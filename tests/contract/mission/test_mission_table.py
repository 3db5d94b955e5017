"""The table claims what was shown, and nothing more."""

import re
from pathlib import Path

import pytest

from tests.mission.__main__ import main
from tests.mission.results import DamagedReport, Outcome, TestResult, read_report, write_report
from tests.mission.rows import Row, load_rows
from tests.mission.table import Standing, judge, render

ROOT = Path(__file__).parents[3]
ROW = Row(id="A13", zh="排队", en="Queueing")


def result(outcome: Outcome, *rows: str) -> TestResult:
    return TestResult(frozenset(rows or ("A13",)), outcome)


def headings(path: Path) -> set[str]:
    """Anchors of a page, as the usual viewers make them from its headings."""
    titles = re.findall(r"^#+ +(.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def anchor_is_missing(document: str, root: Path = ROOT) -> bool:
    path, _, anchor = document.partition("#")
    return not (root / path).is_file() or anchor not in headings(root / path)


def test_every_row_of_the_proposal_and_of_the_first_part_is_in_the_table():
    rows = load_rows()
    assert {f"A{number}" for number in range(1, 98)} <= rows.keys()
    assert {"B18", "B40", "B41", "B43", "D1", "F8"} <= rows.keys()


def test_every_document_of_the_table_exists_with_its_heading():
    documents = [row.document for row in load_rows().values() if row.document]
    assert [d for d in documents if anchor_is_missing(d)] == []


def test_a_missing_heading_is_seen(tmp_path: Path):
    (tmp_path / "page.md").write_text("# Network and links (A21, A23)\n", encoding="utf-8")
    assert not anchor_is_missing("page.md#network-and-links-a21-a23", tmp_path)
    assert anchor_is_missing("page.md#principles", tmp_path)
    assert anchor_is_missing("gone.md#principles", tmp_path)


@pytest.mark.parametrize(
    ("row", "results", "standing"),
    [
        (ROW, {}, Standing.NOT_YET),
        (ROW, {"t": result(Outcome.PASSED)}, Standing.SHOWN),
        (ROW, {"t": result(Outcome.PASSED, "A14")}, Standing.NOT_YET),
        (ROW, {"t": result(Outcome.SKIPPED)}, Standing.SKIPPED),
        (ROW, {"t": result(Outcome.PASSED), "u": result(Outcome.FAILED)}, Standing.FAILING),
        (Row("A13", "", "", missing="x"), {"t": result(Outcome.PASSED)}, Standing.IN_PART),
        (Row("A13", "", "", missing="x"), {}, Standing.NOT_YET),
        (Row("A25", "", "", document="D.md#x"), {}, Standing.DOCUMENT),
        (
            Row("A13", "", "", document="D.md#x"),
            {"t": result(Outcome.FAILED)},
            Standing.FAILING,
        ),
        (Row("A8", "", "", left_out="gateway"), {}, Standing.LEFT_OUT),
    ],
)
def test_a_row_stands_where_its_tests_and_documents_put_it(
    row: Row, results: dict[str, TestResult], standing: Standing
):
    assert judge(row, results).standing is standing


def test_the_table_names_the_test_and_counts_the_rows():
    text = render([judge(ROW, {"tests/x.py::test_first_come": result(Outcome.PASSED)})])
    assert "tests/x.py::test_first_come" in text
    assert text.endswith("1 rows: 1 shown")


def test_runs_are_merged_and_a_failure_in_one_outweighs_a_pass_in_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    reports = [tmp_path / "first.json", tmp_path / "second.json"]
    write_report(reports[0], {"t": result(Outcome.PASSED), "u": result(Outcome.PASSED, "A79")})
    write_report(reports[1], {"t": result(Outcome.FAILED), "u": result(Outcome.SKIPPED, "A79")})
    assert main([str(path) for path in reports]) == 0
    printed = capsys.readouterr().out
    assert "A13  failing" in printed
    assert "A79  shown" in printed


@pytest.mark.parametrize("text", ["", "[]", '{"version": 1', '{"version": 2, "tests": {}}'])
def test_a_damaged_report_claims_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
):
    path = tmp_path / "cut.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DamagedReport):
        read_report(path)
    assert main([str(path)]) == 2
    assert capsys.readouterr().out == ""


def test_a_report_survives_being_written_and_read(tmp_path: Path):
    results = {"t": result(Outcome.PASSED), "u": result(Outcome.SKIPPED, "A7", "A14")}
    write_report(tmp_path / "deep" / "report.json", results)
    assert read_report(tmp_path / "deep" / "report.json") == results


def test_what_a_test_shows_when_it_is_run_again_alone_holds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    first, again = tmp_path / "browser.mission.json", tmp_path / "browser-alone.mission.json"
    write_report(first, {"t": result(Outcome.FAILED), "u": result(Outcome.PASSED)})
    write_report(again, {"t": result(Outcome.PASSED)})
    assert main([str(first)]) == 0
    assert re.search(r"A13 +failing", capsys.readouterr().out)
    assert main([str(first), "--again", str(again)]) == 0
    assert re.search(r"A13 +shown", capsys.readouterr().out)
