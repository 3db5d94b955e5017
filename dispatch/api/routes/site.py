"""Site settings: what the centre decides for itself."""

from dataclasses import asdict, replace
from secrets import token_urlsafe
from typing import Annotated, Any

from fastapi import APIRouter, Request

from dispatch.api.context import Context, context_of
from dispatch.api.identity import Actor, actor, reader
from dispatch.contracts.site import ChangeSite, LinesView, SetTiming, SiteSettingsView
from dispatch.domain.disposition import CHOSEN_DISPOSITIONS, TalkDisposition
from dispatch.domain.line import LineOwner, LinePlan, LineWay, line_warnings
from dispatch.domain.people import Session, Verb
from dispatch.domain.place_source_plan import Datum, Encoding, PlaceSourcePlan, SourcePlan
from dispatch.domain.seat import SeatKind
from dispatch.domain.site import Distribution, District, SeatPlan, SiteSettings, TrunkPlan
from dispatch.domain.site_rules import phones_of
from dispatch.domain.site_timings import BOUNDS, USUAL, names
from dispatch.domain.skill import Skill
from dispatch.domain.task import Disposition
from dispatch.ports.transaction import Transaction
from dispatch.services.site import change_site as change_case

router = APIRouter(prefix="/site", tags=["site"])

SECRET_BYTES = 24


@router.get("")
async def get_site(
    _: Annotated[Session, reader(Verb.VIEW_SITE)], request: Request
) -> SiteSettingsView:
    """Give the settings in force."""
    settings = await context_of(request).queries.read_site()
    return SiteSettingsView.model_validate(_shown(settings))


@router.get("/lines")
async def list_lines(_: Annotated[Session, reader(Verb.VIEW_SITE)], request: Request) -> LinesView:
    """Give the dedicated lines and what is lacking of them."""
    context = context_of(request)
    settings = await context.queries.read_site()
    stations = (await context.orders.read_resources()).stations
    warnings = line_warnings(settings.lines, [station.code for station in stations])
    lines = [asdict(line) for line in settings.lines]
    return LinesView.model_validate({"lines": lines, "warnings": list(map(asdict, warnings))})


@router.put("")
async def change(
    asked: ChangeSite,
    by: Annotated[Actor, actor(Verb.MANAGE_SITE, again=True)],
    request: Request,
) -> SiteSettingsView:
    """Put new settings in force; refused when somebody else was faster."""
    context = context_of(request)
    known = await context.queries.read_site()
    settings = _settings(asked, by, context, known)
    command = change_case.ChangeSite(
        base_version=asked.base_version,
        settings=settings,
        phone_secrets={name: token_urlsafe(SECRET_BYTES) for name in phones_of(settings)},
        changed_by=by.staff_number,
    )

    async def run(tx: Transaction) -> dict[str, object]:
        return _shown(await change_case.change_site(command, tx))

    return await by.do("change_site", run, SiteSettingsView, asked)


def _shown(settings: SiteSettings) -> dict[str, object]:
    return {**asdict(settings), "timings": [_timing(name, settings) for name in names()]}


def _timing(name: str, settings: SiteSettings) -> dict[str, object]:
    lowest_s, highest_s = BOUNDS[name]
    return {
        "name": name,
        "value_s": getattr(settings.timings, name),
        "usual_s": getattr(USUAL, name),
        "lowest_s": lowest_s,
        "highest_s": highest_s,
    }


def _settings(asked: ChangeSite, by: Actor, context: Context, known: SiteSettings) -> SiteSettings:
    """What is not said of timings and skills stays as it was: an older page does not know them."""
    return SiteSettings(
        version=asked.base_version,
        centre_name=asked.centre_name,
        area_code=asked.area_code,
        seats=tuple(SeatPlan(one.number, SeatKind(one.kind), one.penalty) for one in asked.seats),
        trunks=tuple(TrunkPlan(one.name, one.host, one.port, one.priority) for one in asked.trunks),
        spare_phones=asked.spare_phones,
        changed_by=by.staff_number,
        changed_at=context.clock.now(),
        emergency_number=asked.emergency_number,
        answer_overdue_after_s=asked.answer_overdue_after_s,
        overflow_after_s=asked.overflow_after_s,
        seat_leg_lost_after_s=asked.seat_leg_lost_after_s,
        wrap_up_s=asked.wrap_up_s,
        order_acknowledge_s=asked.order_acknowledge_s,
        backup_numbers=asked.backup_numbers,
        backup_rings_s=asked.backup_rings_s,
        message_after_s=asked.message_after_s,
        timings=replace(known.timings, **dict(map(_whole, asked.timings))),
        distribution=Distribution(asked.distribution),
        districts=_districts(asked),
        surge_lasts_min=asked.surge_lasts_min,
        lines=tuple(
            LinePlan(**one.model_dump() | {"owner": LineOwner(one.owner), "way": LineWay(one.way)})
            for one in asked.lines
        ),
        park_returns_after_s=asked.park_returns_after_s,
        dial_in_number=asked.dial_in_number,
        talk_dispositions=tuple(map(TalkDisposition, asked.talk_dispositions))
        if asked.talk_dispositions
        else CHOSEN_DISPOSITIONS,
        call_back_reasons=tuple(map(Disposition, asked.call_back_reasons or Disposition)),
        says_staff_number=asked.says_staff_number,
        skills=_skills(asked, known),
        place_sources=_place_sources(asked, known),
    )


def _districts(asked: ChangeSite) -> tuple[District, ...]:
    return tuple(
        District(one.name, one.together, one.prefixes, one.station_number)
        for one in asked.districts
    )


def _place_sources(asked: ChangeSite, known: SiteSettings) -> PlaceSourcePlan:
    said = asked.place_sources
    if said is None:
        return known.place_sources
    return PlaceSourcePlan(
        peer=SourcePlan(said.peer.url, Datum(said.peer.datum)),
        network=SourcePlan(said.network.url, Datum(said.network.datum)),
        refresh_at=said.refresh_at,
        refresh_encoding=Encoding(said.refresh_encoding),
        shrink_percent=said.shrink_percent,
    )


def _skills(asked: ChangeSite, known: SiteSettings) -> tuple[Skill, ...]:
    if asked.skills is None:
        return known.skills
    return tuple(Skill(one.code, one.name) for one in asked.skills)


def _whole(asked: SetTiming) -> tuple[str, Any]:
    """Give a whole number as one, as the files of an exchange want it."""
    return asked.name, int(asked.value_s) if asked.value_s.is_integer() else asked.value_s
