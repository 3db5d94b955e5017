from datetime import UTC, datetime

import pytest

from recorder.errors import InvalidName
from recorder.names import RecordingName


@pytest.mark.parametrize(
    "text",
    [
        "",
        "20261122-014501-node1",
        "../20261122-014501-node1-1795311901.8",
        "20261122-014501-node1/..-1795311901.8",
        "20261122-014501-node1-1795311901.8\n",
        "20261122-014501-node1-1795311901.8\x00",
        "20261322-014501-node1-1795311901.8",
        "20261122-014501-" + "n" * 40 + "-1795311901.8",
        "２0261122-014501-node1-1795311901.8",
    ],
)
def test_what_no_exchange_would_write_is_no_name(text):
    with pytest.raises(InvalidName):
        RecordingName.parse(text)


@pytest.mark.mission("A78")
@pytest.mark.parametrize(
    "text", ["20261122-094503-node1-1795311901.8", "20261122-014503-node1-1795311901.8"]
)
def test_the_start_is_known_in_whatever_zone_the_exchange_lives(text):
    name = RecordingName.parse(text)

    assert name.started_at == datetime(2026, 11, 22, 1, 45, 3, tzinfo=UTC)
    assert name.day == "20261122"


def test_a_stamp_that_does_not_fit_the_unique_id_is_not_believed():
    name = RecordingName.parse("20261122-014000-node1-1795311901.8")

    assert name.started_at == datetime(2026, 11, 22, 1, 45, 1, tzinfo=UTC)
