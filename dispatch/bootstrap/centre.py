"""Begins a centre: a demonstration of invented people, or a site with one administrator."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from secrets import token_urlsafe

from dispatch.adapters.passwords import Argon2Passwords
from dispatch.adapters.postgres.commands import PostgresCommands
from dispatch.adapters.postgres.engine import make_engine
from dispatch.config import Settings
from dispatch.domain.origin import Origin, Wire
from dispatch.domain.people import Person, Role
from dispatch.domain.place_source_plan import NO_SOURCES, PlaceSourcePlan
from dispatch.domain.seat import SeatKind
from dispatch.domain.site import SeatPlan, SiteChangedMeanwhile, SiteSettings
from dispatch.ports.commands import Json, Keyed, UseCase
from dispatch.ports.transaction import Transaction
from dispatch.services.site.found_centre import FoundCentre, found_centre
from dispatch.simulator import demo_centre
from dispatch.simulator.demo_sources import PLAN

FIRST_EXTENSION = 8000
FIRST_SEATS = 2
CLI = Origin("cli", Wire.CLI)


@dataclass(frozen=True, slots=True)
class FirstAdministrator:
    """Whoever installs a site; from here on he adds everybody else in the browser."""

    staff_number: str
    name: str
    password: str


def found_demo(settings: Settings, password: str, *, simulated: bool) -> bool:
    """Begin the demonstration centre; False when it has begun before.

    Args:
        settings: Boot settings of a demonstration.
        password: Of all its invented people.
        simulated: Whether a peer and a carrier live around it, who are asked where callers are.
    """
    return asyncio.run(_found(settings, _demo(password, PLAN if simulated else NO_SOURCES)))


def found_site(
    settings: Settings, *, centre_name: str, area_code: str, first: FirstAdministrator
) -> bool:
    """Begin an empty site with two seats and no trunk; False when it has begun before."""
    return asyncio.run(_found(settings, _site(centre_name, area_code, first)))


def _demo(password: str, sources: PlaceSourcePlan) -> UseCase:
    async def run(tx: Transaction) -> Json:
        shared = await Argon2Passwords().hash(password)
        people = tuple(
            Person(
                one.staff_number,
                one.name,
                frozenset({one.role}),
                shared,
                active=True,
                skills=one.skills,
            )
            for one in demo_centre.PEOPLE
        )
        settings = demo_centre.site_settings(tx.now, sources)
        rows = tuple(demo_centre.subscribers(tx.now))
        await found_centre(FoundCentre(settings, people, rows, tuple(_secrets(settings))), tx)
        return None

    return run


def _site(centre_name: str, area_code: str, first: FirstAdministrator) -> UseCase:
    async def run(tx: Transaction) -> Json:
        password = await Argon2Passwords().hash(first.password)
        role = frozenset({Role.ADMINISTRATOR})
        person = Person(first.staff_number, first.name, role, password, active=True)
        settings = SiteSettings(
            version=1,
            centre_name=centre_name,
            area_code=area_code,
            seats=tuple(SeatPlan(n, SeatKind.SOFT) for n in range(1, FIRST_SEATS + 1)),
            trunks=(),
            spare_phones=("spare1",),
            changed_by=first.staff_number,
            changed_at=tx.now,
        )
        await found_centre(FoundCentre(settings, (person,), (), tuple(_secrets(settings))), tx)
        return None

    return run


def _secrets(settings: SiteSettings) -> Iterator[tuple[str, str]]:
    for seat in settings.seats:
        yield str(FIRST_EXTENSION + seat.number), token_urlsafe(24)
    for name in settings.spare_phones:
        yield name, token_urlsafe(24)
    for line in settings.lines:
        yield line.phone, token_urlsafe(24)


async def _found(settings: Settings, use_case: UseCase) -> bool:
    engine = make_engine(settings.database_url("dispatch"), connections=1)
    founded = False
    with suppress(SiteChangedMeanwhile):
        await PostgresCommands(engine).run(Keyed(None, "found_centre"), CLI, use_case)
        founded = True
    await engine.dispose()
    return founded
