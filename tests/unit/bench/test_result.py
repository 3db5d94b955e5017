"""The last line of a bench: the same keys always, and honest words about itself."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from dispatch.bench.bars import BARS
from dispatch.bench.result import Measurement, Peer, percentile, spread
from dispatch.cli import app

KEYS = ["bench", "unit", "n", "p50", "p99", "max", "bar", "holds", "valid", "peer", "ratio"]
QUICK = [float(ms) for ms in range(1, 101)]


def line(**changed: object) -> dict[str, object]:
    values: dict[str, object] = {"bench": "resume", "samples_ms": QUICK, "late_ms": 1.0}
    found: dict[str, object] = json.loads(Measurement(**(values | changed)).json_line())  # type: ignore[arg-type]
    return found


def test_the_keys_are_always_the_same_and_in_order():
    assert list(line()) == list(line(samples_ms=[])) == [*KEYS, "detail"]


@pytest.mark.parametrize(
    ("share", "expected"), [(0, 1.0), (1, 1.0), (50, 50.0), (99, 99.0), (99.5, 100.0), (100, 100.0)]
)
def test_a_percentile_is_a_sample_that_so_many_do_not_exceed(share: float, expected: float):
    assert percentile(list(reversed(QUICK)), share) == expected


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0.1, 100))
def test_a_percentile_is_never_below_its_share(samples: list[float], share: float):
    found = percentile(samples, share)
    assert found in samples
    assert sum(sample <= found for sample in samples) >= len(samples) * share / 100 - 1e-9


def test_nothing_measured_gives_no_figure_and_holds_nothing():
    told = line(samples_ms=[])
    assert (told["p50"], told["p99"], told["max"]) == (None, None, None)
    assert (told["holds"], told["valid"]) == (False, False)
    assert spread([])["p99"] is None


def test_a_bar_holds_to_the_millisecond():
    bar = BARS["resume"].p99_ms
    assert line(samples_ms=[bar] * 100)["holds"] is True
    assert line(samples_ms=[bar + 1] * 100)["holds"] is False


@pytest.mark.parametrize(
    "changed",
    [{"samples_ms": QUICK[:99]}, {"late_ms": 101.0}, {"faults": ["a gap"]}],
)
def test_few_samples_a_late_generator_or_a_fault_make_it_invalid(changed: dict[str, object]):
    told = line(**changed)
    assert told["valid"] is False
    assert len(told["detail"]["invalid_because"]) == 1  # type: ignore[index]


def test_a_peer_gives_a_ratio_and_none_gives_none():
    told = line(peer=Peer("bare", 10.0, 49.5))
    assert (told["peer"], told["ratio"]) == ({"name": "bare", "p50": 10.0, "p99": 49.5}, 2.0)
    assert (line()["peer"], line()["ratio"]) == (None, None)


def test_the_machine_is_told():
    assert {"cores", "kernel", "python", "load"} <= set(line()["detail"]["machine"])  # type: ignore[index]


def test_every_bar_wants_a_hundred_samples_and_is_listed():
    listed = CliRunner().invoke(app, ["bench", "list"]).stdout
    assert all(name in listed and bar.least_n >= 100 for name, bar in BARS.items())
