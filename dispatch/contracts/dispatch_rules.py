"""How a centre wants to be advised, on the wire: live, versioned, audited."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from dispatch.contracts.base import Command, View
from dispatch.contracts.vehicles import Skill

NeedWhen = Literal["priority", "complaint", "pregnant", "stairs"]


class Need(Command):
    """What an incident of a priority (its digit), with a complaint (its code) or of a kind asks."""

    when: NeedWhen
    value: str = Field("", pattern=r"^([1-3]|[a-z][a-z0-9_]{0,39})?$")
    skills: tuple[Skill, ...] = Field(min_length=1, max_length=9)


class Policy(Command):
    """What may be set; no setting moves a vehicle up or down the list."""

    error_share_percent: int = Field(ge=0, le=100)
    divert: bool
    inbound_costs_s: int = Field(ge=0, le=600)
    beds_stale_after_min: int = Field(ge=5, le=1440)


class DispatchRulesView(View):
    """The rules in force; version 0 is what a centre begins with."""

    version: int
    needs: tuple[Need, ...]
    policy: Policy
    changed_by: str | None
    changed_at: datetime | None


class ChangeDispatchRules(Command):
    """A whole new set, on top of the version that the editor saw."""

    base_version: int = Field(ge=0)
    needs: tuple[Need, ...] = Field(max_length=60)
    policy: Policy
