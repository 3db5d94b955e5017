"""What ready vehicles reach in time, and where one that frees had best stand by."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Request

from dispatch.api.context import context_of
from dispatch.api.identity import Actor, actor, reader
from dispatch.contracts import cover as wire
from dispatch.domain.cover_picture import CoverPicture
from dispatch.domain.cover_settings import CoverSettings
from dispatch.domain.people import Session, Verb
from dispatch.domain.stand_by import StandByAdvice
from dispatch.domain.uncovered import Uncovered, uncovered_by
from dispatch.ports.transaction import Transaction
from dispatch.services.cover.change_cover_settings import (
    ChangeCoverSettings,
    change_cover_settings,
)
from dispatch.services.cover.take_stand_by import take_stand_by

router = APIRouter(prefix="/cover", tags=["cover"])


@router.get("")
async def get_cover(
    _: Annotated[Session, reader(Verb.VIEW_BOARD)], request: Request
) -> wire.CoverView:
    """Give cover as it is now; computed when somebody looks, at most every 15 seconds."""
    return _view(await context_of(request).cover.read())


@router.get("/uncovered")
async def get_uncovered(
    _: Annotated[Session, reader(Verb.VIEW_BOARD)], request: Request
) -> wire.UncoveredView:
    """Tell of each ready vehicle what sending it leaves uncovered, from the kept picture."""
    context = context_of(request)
    picture = await context.cover.read()
    names = await context.demand_districts.names(picture)
    told = uncovered_by(picture.reaches, picture.demand.weights, names)
    return wire.UncoveredView(
        made_at=picture.made_at,
        within_min=picture.settings.within_min,
        source=picture.demand.source.value,
        vehicles=tuple(map(_uncovered, told)),
    )


@router.get("/settings")
async def get_settings(
    _: Annotated[Session, reader(Verb.VIEW_SITE)], request: Request
) -> wire.CoverSettingsView:
    """Give the settings in force."""
    settings = await context_of(request).cover_queries.read_settings()
    return wire.CoverSettingsView.model_validate(asdict(settings))


@router.put("/settings")
async def put_settings(
    asked: wire.ChangeCoverSettings,
    by: Annotated[Actor, actor(Verb.MANAGE_SITE)],
    request: Request,
) -> wire.CoverSettingsView:
    """Put new settings in force."""
    wanted = CoverSettings(**asked.model_dump(exclude={"base_version"}))
    command = ChangeCoverSettings(asked.base_version, wanted, by.staff_number)

    async def run(tx: Transaction) -> dict[str, object]:
        return asdict(await change_cover_settings(command, tx))

    answer = await by.do("change_cover_settings", run, wire.CoverSettingsView, asked)
    context_of(request).cover.forget()
    return answer


@router.post("/stand-by")
async def post_stand_by(
    asked: wire.TakeStandBy, by: Annotated[Actor, actor(Verb.SEND_ORDERS)], request: Request
) -> wire.StandByView:
    """Take the advice for a vehicle; no order is made."""
    cover = context_of(request).cover
    picture = await cover.read()

    async def run(tx: Transaction) -> dict[str, object]:
        advice = picture.advice_for(asked.vehicle_id, asked.station_id)
        return asdict(await take_stand_by(advice, by.staff_number, tx))

    answer = await by.do("take_stand_by", run, wire.StandByView, asked)
    cover.forget()
    return answer


def _view(picture: CoverPicture) -> wire.CoverView:
    cover = picture.cover
    return wire.CoverView(
        made_at=picture.made_at,
        map_version=picture.map_version,
        within_min=picture.settings.within_min,
        source=picture.demand.source.value,
        points=tuple(
            (
                one.point.lon,
                one.point.lat,
                2 if cover.twice >> place & 1 else 1 if cover.once >> place & 1 else 0,
            )
            for place, one in enumerate(picture.demand.points)
        ),
        ready=picture.ready,
        share_percent=round(cover.share * 100, 1),
        double_share_percent=round(cover.double_share * 100, 1),
        advice=tuple(map(_advice, picture.advice)),
        closures=tuple(one.number for one in picture.driven.closures),
        hour_factor=picture.driven.factor,
    )


def _uncovered(one: Uncovered) -> wire.UncoveredByView:
    return wire.UncoveredByView(
        vehicle_id=one.vehicle_id,
        share_percent=round(one.share * 100, 1),
        districts=tuple(
            wire.UncoveredDistrictView(name=at.name, share_percent=round(at.share * 100))
            for at in one.districts
        ),
    )


def _advice(one: StandByAdvice) -> wire.StandByAdviceView:
    return wire.StandByAdviceView(
        vehicle_id=one.vehicle_id,
        vehicle_name=one.vehicle_name,
        station_id=one.station_id,
        station_name=one.station_name,
        gain_percent=round(one.gain_share * 100, 1),
        drive_s=round(one.drive_s),
        home_s=None if one.home_s is None else round(one.home_s),
    )
