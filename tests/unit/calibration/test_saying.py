"""`dispatch120 calibration` says the report as a table, or as one JSON object."""

import json
from datetime import timedelta

import pytest

from dispatch.bootstrap.calibration import Learned
from dispatch.cli.calibration import say_table
from dispatch.domain.calibration import UNCALIBRATED, calibrate
from dispatch.domain.period import Period
from tests.unit.calibration.drives import ZONE, drive
from tests.unit.memory_transaction import NOON

DRIVES = [*[drive(360.0)] * 12, drive(5.0)]
LEARNED = Learned(Period(NOON - timedelta(days=1), NOON), calibrate(DRIVES, ZONE), UNCALIBRATED)


def test_the_table_says_errors_what_is_left_out_each_hour_and_that_drives_are_too_few(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    say_table(LEARNED)
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "The last 31 days: 12 drives counted, 1 left out."
    assert said[1].split(maxsplit=1) == ["1", "time not credible (under 20 s or over 3 h)"]
    assert said[2].startswith("Bias 60.0 s, mean error 60.0 s, nine of ten within 60.0 s; of 0")
    assert [line.split() for line in said if line[:2] == "08"] == [["08", "12", "1.2", "1.0"]]
    assert said[-1] == "Too few drives to be used: 12, at least 30 are needed."


def test_the_json_holds_the_same_figures():
    told = json.loads(json.dumps(LEARNED.plain()))
    assert (told["runs"], told["mae_s"], told["left_out"]) == (12, 60.0, {"absurd_time": 1})
    assert (told["hours"][8]["factor"], told["suffices"]) == (1.2, False)
