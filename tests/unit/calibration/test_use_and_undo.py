"""A calibration is put in force and taken back by a person, one version after another."""

import pytest

from dispatch.domain.calibration import (
    UNCALIBRATED,
    CalibrationChangedMeanwhile,
    NothingToUndo,
    TooFewRuns,
    calibrate,
)
from dispatch.domain.events import Kind
from dispatch.services.calibration.undo_calibration import UndoCalibration, undo_calibration
from dispatch.services.calibration.use_calibration import UseCalibration, use_calibration
from tests.unit.calibration.drives import ZONE, drive
from tests.unit.memory_transaction import MemoryTransaction


def learned(real_s: float, base_version: int = 0) -> UseCalibration:
    return UseCalibration(base_version, calibrate([drive(real_s)] * 30, ZONE), ZONE, "9001")


async def test_what_was_learned_holds_until_it_is_taken_back_and_then_what_was_before_it():
    tx = MemoryTransaction()
    first = await use_calibration(learned(360.0), tx)
    second = await use_calibration(learned(450.0, 1), tx)
    back = await undo_calibration(UndoCalibration(2, "9001"), tx)
    assert (first.factors[8], second.factors[8], back.factors[8]) == (1.2, 1.5, 1.2)
    assert (back.version, back.undoes, back.error_share_percent) == (3, 2, 5)
    assert await tx.calibrations.current() == back
    assert [one.kind for one in tx.events] == [
        Kind.CALIBRATION_USED,
        Kind.CALIBRATION_USED,
        Kind.CALIBRATION_UNDONE,
    ]


async def test_taking_back_the_first_leaves_times_as_the_roads_tell_them():
    tx = MemoryTransaction()
    await use_calibration(learned(360.0), tx)
    back = await undo_calibration(UndoCalibration(1, "9001"), tx)
    assert (back.factors, back.error_share_percent) == (UNCALIBRATED.factors, None)
    with pytest.raises(NothingToUndo):
        await undo_calibration(UndoCalibration(2, "9001"), tx)


async def test_who_saw_another_version_is_refused_and_nothing_changes():
    tx = MemoryTransaction()
    used = await use_calibration(learned(360.0), tx)
    with pytest.raises(CalibrationChangedMeanwhile):
        await use_calibration(learned(450.0, 0), tx)
    with pytest.raises(CalibrationChangedMeanwhile):
        await undo_calibration(UndoCalibration(0, "9001"), tx)
    assert await tx.calibrations.current() == used
    assert len(tx.events) == 1


async def test_few_drives_are_never_put_in_force_and_without_any_nothing_is_taken_back():
    tx = MemoryTransaction()
    few = UseCalibration(0, calibrate([drive(360.0)] * 29, ZONE), ZONE, "9001")
    with pytest.raises(TooFewRuns):
        await use_calibration(few, tx)
    with pytest.raises(NothingToUndo):
        await undo_calibration(UndoCalibration(0, "9001"), tx)
    assert not tx.events
