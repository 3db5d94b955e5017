"""How the centre wants to be advised: needs of incidents, and the policy."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Request

from dispatch.api.context import context_of
from dispatch.api.identity import Actor, actor, reader
from dispatch.contracts import dispatch_rules as wire
from dispatch.domain.dispatch_rules import DispatchRules, Policy
from dispatch.domain.people import Session, Verb
from dispatch.domain.vehicle import Skill
from dispatch.domain.vehicle_needs import Need, NeedWhen
from dispatch.ports.transaction import Transaction
from dispatch.services.rules.change_dispatch_rules import (
    ChangeDispatchRules,
    change_dispatch_rules,
)

router = APIRouter(prefix="/dispatch-rules", tags=["recommendation"])


@router.get("")
async def get_rules(
    _: Annotated[Session, reader(Verb.VIEW_SITE)], request: Request
) -> wire.DispatchRulesView:
    """Give the rules in force."""
    return _view(await context_of(request).basis.read_rules())


@router.put("")
async def put_rules(
    asked: wire.ChangeDispatchRules, by: Annotated[Actor, actor(Verb.MANAGE_SITE)]
) -> wire.DispatchRulesView:
    """Put a whole new version in force."""
    needs = [
        Need(NeedWhen(one.when), one.value, tuple(map(Skill, one.skills))) for one in asked.needs
    ]
    policy = Policy(**asked.policy.model_dump())
    command = ChangeDispatchRules(asked.base_version, needs, policy, by.staff_number)

    async def run(tx: Transaction) -> dict[str, object]:
        return asdict(await change_dispatch_rules(command, tx))

    return await by.do("change_dispatch_rules", run, wire.DispatchRulesView, asked)


def _view(rules: DispatchRules) -> wire.DispatchRulesView:
    return wire.DispatchRulesView.model_validate(asdict(rules))
