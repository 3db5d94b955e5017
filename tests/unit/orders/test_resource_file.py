"""Stations, vehicles and hospitals from a file: each fault with its line, the same file twice."""

from pathlib import Path

import pytest

from dispatch.adapters.resource_file import Fault, ResourceFileFaulty, read_resources
from dispatch.domain.complaint import Department
from dispatch.domain.resource_file import ResourceCounts, ResourceRows
from dispatch.domain.station import StationNotFound
from dispatch.domain.vehicle import Duty, DutyReason, VehicleKind
from dispatch.services.resources.import_resources import import_resources
from tests.unit.memory_transaction import NOON, MemoryTransaction

FILE = Path(__file__).with_name("resources.toml")
TEXT = FILE.read_text(encoding="utf-8")


def faults(text: str) -> list[Fault]:
    with pytest.raises(ResourceFileFaulty) as found:
        read_resources(text.encode())
    return list(found.value.faults)


def test_a_whole_file_is_read():
    rows = read_resources(TEXT.encode())
    assert [one.code for one in rows.stations] == ["S01"]
    assert [one.kind for one in rows.vehicles] == [
        VehicleKind.MONITORING,
        VehicleKind.NEGATIVE_PRESSURE,
    ]
    assert rows.vehicles[0].crew.doctor == "钱医生"
    assert rows.hospitals[0].departments >= {Department.CARDIAC}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('kind = "monitoring"', 'kind = "rocket"', Fault(13, "kind", "enum")),
        ("lon = 118.28", "lon = 218.28", Fault(26, "point.lon", "less_than_equal")),
        ('code = "S01"\n', "", Fault(3, "code", "missing")),
        ('tracker = "T-120A1"', 'speed = "9"', Fault(15, "speed", "extra_forbidden")),
        ('name = "120A2"', 'name = "120A1"', Fault(10, "name", "repeated")),
        ("[[hospitals]]", "[[hospitals]", Fault(24, "", "toml")),
        ("[[hospitals]]", "[[pubs]]", Fault(1, "pubs", "unknown")),
    ],
)
def test_a_fault_is_told_with_its_line(old: str, new: str, expected: Fault):
    assert expected in faults(TEXT.replace(old, new, 1))


def test_bytes_that_are_no_text_are_told_with_their_line():
    with pytest.raises(ResourceFileFaulty) as found:
        read_resources(TEXT.encode().replace("中心站".encode(), b"\xff\xfe"))
    assert list(found.value.faults) == [Fault(5, "", "utf8")]


async def test_the_same_file_again_changes_nothing_and_duty_stays():
    tx, rows = MemoryTransaction(), read_resources(TEXT.encode())
    assert await import_resources(rows, tx) == ResourceCounts(1, 2, 1)
    (vehicle, *_) = tx.vehicles
    out = vehicle.on_duty(Duty.OUT_OF_SERVICE, DutyReason.REPAIR, NOON)
    await tx.vehicles.save(out)
    told = list(tx.told)
    assert await import_resources(rows, tx) == ResourceCounts(0, 0, 0)
    assert tx.told == told
    assert tx.vehicles[vehicle.id] == out


async def test_a_vehicle_of_an_unknown_station_is_refused():
    rows = read_resources(TEXT.encode())
    with pytest.raises(StationNotFound) as refusal:
        await import_resources(ResourceRows(vehicles=rows.vehicles), MemoryTransaction())
    assert refusal.value.parameters == {"station": "S01"}
