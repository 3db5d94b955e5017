"""Site settings: what the centre decides for itself."""

from dataclasses import asdict
from secrets import token_urlsafe
from typing import Annotated

from fastapi import APIRouter, Request

from dispatch.api.context import Context, context_of
from dispatch.api.identity import Actor, actor, reader
from dispatch.contracts.site import ChangeSite, SiteSettingsView
from dispatch.domain.disposition import CHOSEN_DISPOSITIONS, TalkDisposition
from dispatch.domain.people import Session, Verb
from dispatch.domain.seat import SeatKind
from dispatch.domain.site import SeatPlan, SiteSettings, TrunkPlan
from dispatch.domain.site_rules import phones_of
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
    return SiteSettingsView.model_validate(asdict(settings))


@router.put("")
async def change(
    asked: ChangeSite,
    by: Annotated[Actor, actor(Verb.MANAGE_SITE, again=True)],
    request: Request,
) -> SiteSettingsView:
    """Put new settings in force; refused when somebody else was faster."""
    settings = _settings(asked, by, context_of(request))
    command = change_case.ChangeSite(
        base_version=asked.base_version,
        settings=settings,
        phone_secrets={name: token_urlsafe(SECRET_BYTES) for name in phones_of(settings)},
        changed_by=by.staff_number,
    )

    async def run(tx: Transaction) -> dict[str, object]:
        return asdict(await change_case.change_site(command, tx))

    return await by.do("change_site", run, SiteSettingsView, asked)


def _settings(asked: ChangeSite, by: Actor, context: Context) -> SiteSettings:
    return SiteSettings(
        version=asked.base_version,
        centre_name=asked.centre_name,
        area_code=asked.area_code,
        seats=tuple(SeatPlan(one.number, SeatKind(one.kind)) for one in asked.seats),
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
        talk_dispositions=tuple(map(TalkDisposition, asked.talk_dispositions))
        if asked.talk_dispositions
        else CHOSEN_DISPOSITIONS,
        call_back_reasons=tuple(map(Disposition, asked.call_back_reasons or Disposition)),
    )
