"""Predicted times of drives against real ones, and the factors of the hours learned from them."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Request

from dispatch.api.context import Context, context_of
from dispatch.api.identity import Actor, actor, reader
from dispatch.contracts import calibration as wire
from dispatch.domain.calibration import LEAST_RUNS, CalibrationReport, calibrate
from dispatch.domain.people import Session, Verb
from dispatch.domain.period import Period
from dispatch.ports.transaction import Transaction
from dispatch.services.calibration.undo_calibration import UndoCalibration, undo_calibration
from dispatch.services.calibration.use_calibration import UseCalibration, use_calibration

router = APIRouter(prefix="/calibration", tags=["calibration"])

User = Annotated[Actor, actor(Verb.USE_CALIBRATION)]


@router.get("")
async def get_report(
    _: Annotated[Session, reader(Verb.VIEW_SITE)], request: Request
) -> wire.CalibrationReportView:
    """Give what the drives of the last 31 days say, and what is in force."""
    context = context_of(request)
    period, report = await _learn(context)
    in_force = await context.calibrations.read_in_force()
    return wire.CalibrationReportView.model_validate(
        asdict(report)
        | asdict(period)
        | {
            "zone": context.settings.boot.centre.zone,
            "least": LEAST_RUNS,
            "suffices": report.suffices,
            "in_force": asdict(in_force),
        }
    )


@router.post("/use")
async def post_use(
    asked: wire.ChangeCalibration, by: User, request: Request
) -> wire.CalibrationView:
    """Put in force what is learned now."""
    context = context_of(request)
    _, report = await _learn(context)
    zone = context.settings.boot.centre.zone
    command = UseCalibration(asked.base_version, report, zone, by.staff_number)

    async def run(tx: Transaction) -> dict[str, object]:
        return asdict(await use_calibration(command, tx))

    return await by.do("use_calibration", run, wire.CalibrationView, asked)


@router.post("/undo")
async def post_undo(asked: wire.ChangeCalibration, by: User) -> wire.CalibrationView:
    """Take back the one in force: what was before it holds again."""
    command = UndoCalibration(asked.base_version, by.staff_number)

    async def run(tx: Transaction) -> dict[str, object]:
        return asdict(await undo_calibration(command, tx))

    return await by.do("undo_calibration", run, wire.CalibrationView, asked)


async def _learn(context: Context) -> tuple[Period, CalibrationReport]:
    period = await context.calibrations.read_period()
    drives = await context.calibrations.list_drives(period)
    return period, calibrate(drives, context.settings.boot.centre.zone)
