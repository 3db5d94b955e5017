"""A call for help is found in every form in which a terminal tells it, and nowhere else."""

import json
from typing import Any

import pytest

from gis.feeds.http_alarms import json_calls_for_help, query_calls_for_help


@pytest.mark.parametrize(
    ("alarm", "calls"), [("sos", True), ("lowBattery, SOS", True), ("soso", False), ("", False)]
)
def test_of_a_query_the_word_alone_counts(alarm: str, calls: bool):
    assert query_calls_for_help({"id": "AMB01", "alarm": alarm}) is calls


def test_a_query_without_an_alarm_calls_for_nothing():
    assert query_calls_for_help({"id": "sos", "lat": "33.6"}) is False


@pytest.mark.parametrize(
    "said",
    [
        {"location": {"alarm": "sos"}},
        {"location": {"extras": {"alarm": "sos"}}},
        {"position": {"attributes": {"alarm": "lowBattery,sos"}}},
    ],
)
def test_each_form_of_json_is_read(said: dict[str, Any]):
    assert json_calls_for_help(json.dumps(said).encode())


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff",
        b"[" * 100_000,
        b"[]",
        b'"sos"',
        b'{"location": "sos"}',
        b'{"location": {"alarm": ["sos"], "extras": "sos"}}',
        b'{"position": {"attributes": {"alarm": 1}}}',
        b'{"alarm": "sos"}',
    ],
)
def test_what_has_another_form_calls_for_nothing_and_breaks_nothing(body: bytes):
    assert json_calls_for_help(body) is False
