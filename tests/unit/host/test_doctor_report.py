"""How the doctor tells what he found."""

import json
from pathlib import Path

from dispatch.adapters.host.layout import Layout
from dispatch.doctor.examine import Check, list_checks
from dispatch.doctor.finding import Finding, Grade, fail, ok, warn
from dispatch.doctor.report import as_json, tell, worst


def _broken() -> Finding:
    raise ZeroDivisionError("planted")


def test_a_fault_is_told_with_its_remedy() -> None:
    lines = tell("disk", fail("disk_full", free_mb=3), "en")
    assert lines[0].startswith("FAIL  disk")
    assert "3 MB" in lines[0]
    assert lines[1].strip().startswith("→ Make room now")


def test_what_is_well_needs_one_line() -> None:
    assert len(tell("disk", ok("disk_good", free_mb=9), "zh")) == 1


def test_the_gravest_grade_counts() -> None:
    found = {"a": ok("state_good"), "b": fail("state_missing"), "c": warn("backups_none")}
    assert worst(found) is Grade.FAIL


def test_programs_get_codes_and_both_languages() -> None:
    report = json.loads(as_json({"disk": warn("disk_low", free_mb=4)}))
    assert report["worst"] == "WARN"
    assert report["checks"][0]["code"] == "disk_low"
    assert {"zh", "en", "mend_zh", "mend_en"} <= set(report["checks"][0])


def test_a_check_that_breaks_is_a_fault_and_hides_no_other() -> None:
    finding = Check("x", _broken).run()
    assert (finding.grade, finding.code) == (Grade.FAIL, "check_broken")
    assert "planted" in str(finding.parameters["why"])


def test_without_a_centre_the_machine_is_examined(tmp_path: Path) -> None:
    names = [check.name for check in list_checks(Layout(tmp_path / "none"))]
    assert names == ["python", "packages", "asterisk", "console", "state"]
