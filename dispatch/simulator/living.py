"""A living city: callers, vehicles, crews and a robot call-taker, each on its own wire."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import structlog

from dispatch.adapters.clock import SystemClock
from dispatch.config import Settings
from dispatch.simulator.centre.client import Client
from dispatch.simulator.centre.errors import Away, Refused
from dispatch.simulator.centre.sign_in import sign_in
from dispatch.simulator.crews.crew import PlanRun, World
from dispatch.simulator.crews.enrolment import enrol_stations, read_tokens
from dispatch.simulator.crews.habits import Habits
from dispatch.simulator.crews.terminal import Terminal
from dispatch.simulator.demo_centre import TRUNK_HOST, TRUNK_PORT, subscribers
from dispatch.simulator.demo_sources import DemoSources, read_registered, registered_file
from dispatch.simulator.driving.fleet import Fleet
from dispatch.simulator.driving.jt808_fleet import tell_by_terminals
from dispatch.simulator.driving.roads import Navigation
from dispatch.simulator.driving.terminals import tell_positions
from dispatch.simulator.modem.mobiles import own_mobiles
from dispatch.simulator.pace import Pace
from dispatch.simulator.patients.city_people import (
    CityPeople,
    numbers_file,
    people_with,
    read_numbers_kept,
)
from dispatch.simulator.patients.everyday import Day, let_people_call
from dispatch.simulator.patients.gateway import keep_gateway
from dispatch.simulator.patients.hearsay import Hearsay
from dispatch.simulator.patients.telephone import Outside
from dispatch.simulator.radio import Radio
from dispatch.simulator.robot.answering import ALONE_AFTER_S
from dispatch.simulator.robot.call_taker import CallTaker, Place, Senses
from gis.datum import Wgs84
from gis.demo_city import stations, vehicles

log = structlog.get_logger()

ROBOT_SEAT = 2
ROBOTS = ("1045", "1031")
ADMINISTRATOR = "9001"
TRY_AGAIN_S = 5.0


@dataclass(frozen=True, slots=True)
class Cast:
    """Who takes part."""

    callers: bool = True
    vehicles: bool = True
    crews: bool = True
    robot: bool = True


class City:
    """Everybody outside the centre, ready to begin.

    Attributes:
        robot: The call-taker at seat 2.
        outside: Where callers are.
    """

    def __init__(
        self,
        settings: Settings,
        pace: Pace,
        plan_run: PlanRun,
        *,
        roster: tuple[str, ...] = ROBOTS,
        alone_after_s: float = ALONE_AFTER_S,
    ) -> None:
        exchanges = {one.name: (one.host, one.sip_port) for one in settings.boot.exchanges}
        self._sip = next(iter(exchanges.values()))
        self._settings = settings
        self._clock = SystemClock()
        self._urls = tuple(server.url for server in settings.boot.servers)
        self._fleet = Fleet(pace, _homes())
        radio, hearsay, navigation = Radio(), Hearsay(), Navigation()
        self._world = World(self._fleet, navigation, pace, radio, plan_run)
        place = Place(self._urls, exchanges, ROBOT_SEAT, roster, self._password, alone_after_s)
        senses = Senses(hearsay, radio, navigation, pace, self._clock)
        self.robot = CallTaker(place, senses)
        self.outside = Outside(TRUNK_HOST, tuple(exchanges.values()), hearsay)

    async def live(self, cast: Cast) -> None:
        """Let everybody but the callers act until cancelled."""
        gateway = (TRUNK_HOST, TRUNK_PORT)
        async with asyncio.TaskGroup() as group:
            group.create_task(keep_gateway(gateway, self._sip, self.outside.hearsay))
            if self._settings.boot.sms_modem is not None:
                device = self._settings.state / self._settings.boot.sms_modem.device
                group.create_task(own_mobiles(device))
            group.create_task(_keep_trying("sources", self._say_places))
            if cast.vehicles:
                group.create_task(self._drive())
            if cast.crews:
                group.create_task(_keep_trying("crews", self._crews))
            if cast.robot:
                group.create_task(_keep_trying("robot", self.robot.work))

    async def sign_in(self, staff_number: str) -> Client:
        """Sign an invented person in. Raises Refused."""
        return await sign_in(
            self._urls, self._clock, staff_number=staff_number, password=self._password
        )

    @property
    def _password(self) -> str:
        return self._settings.secret("demo_password").get_secret_value()

    @property
    def _devices_file(self) -> Path:
        return self._settings.state / "simulator" / "devices.json"

    async def _drive(self) -> None:
        boot = self._settings.boot
        async with asyncio.TaskGroup() as group:
            for feed in boot.feeds[:1]:
                device = self._settings.state / feed.device
                group.create_task(tell_positions(self._fleet, device, self._clock))
            for port in boot.terminal_ports[:1]:
                telling = tell_by_terminals(self._fleet, port.host, port.port, self._clock)
                group.create_task(telling)

    async def _say_places(self) -> None:
        """Be the peer and the carrier that a demonstration asks where callers are."""
        now = self._clock.now
        known = read_registered(registered_file(self._settings.state), now())
        async with DemoSources(known, now).listening():
            await asyncio.Event().wait()

    async def _crews(self) -> None:
        """Let all stations work; a centre that knows none of them any more is met anew."""
        tokens = await self._tokens()
        async with asyncio.TaskGroup() as group:
            for token in tokens:
                client = Client(self._urls, self._clock, token=token)
                group.create_task(Terminal(client, self._world).run())
        self._devices_file.unlink(missing_ok=True)

    async def _tokens(self) -> tuple[str, ...]:
        """Give a token for each station; an administrator is needed only the first time."""
        file = self._devices_file
        known = read_tokens(file)
        if len(known) < len(stations()):
            administrator = await self.sign_in(ADMINISTRATOR)
            try:
                known = await enrol_stations(administrator, file)
                await administrator.act("DELETE", "/session")
            finally:
                await administrator.close()
        return tuple(known.values())


async def live(settings: Settings, cast: Cast, *, usual_pause_s: float, seed: int) -> None:
    """Live an ordinary day until cancelled."""
    city = City(settings, Pace(), everyday_runs(Habits(seed)))
    async with asyncio.TaskGroup() as group:
        group.create_task(city.live(cast))
        if cast.callers:
            group.create_task(_ordinary_day(settings, city, usual_pause_s, seed))


def everyday_runs(habits: Habits) -> PlanRun:
    """Let orders be worked by habit alone."""
    return lambda order: habits.plan_run(order["number"])


async def _ordinary_day(settings: Settings, city: City, usual_pause_s: float, seed: int) -> None:
    people = read_people(settings)
    # Repeatable callers, no secret.
    chance = Random(seed)  # noqa: S311
    zone = ZoneInfo(settings.boot.centre.zone)
    day = Day(people, chance, SystemClock(), zone, usual_pause_s)
    await let_people_call(city.outside, day)


def read_people(settings: Settings) -> CityPeople:
    """Find out who may call."""
    drawn = read_numbers_kept(numbers_file(settings.state))
    few = (one.number for one in subscribers(SystemClock().now()))
    return people_with(drawn or few)


def _homes() -> list[tuple[str, Wgs84]]:
    bases = {station.code: station.point for station in stations()}
    return [(vehicle.tracker, bases[vehicle.station]) for vehicle in vehicles()]


async def _keep_trying(name: str, act: Callable[[], Awaitable[None]]) -> None:
    """Begin anew when the centre is away or says no, until cancelled."""
    while True:
        try:
            await act()
        except* (Away, Refused, OSError) as faults:
            log.info("simulator.begins_anew", who=name, why=repr(faults.exceptions[0]))
        await asyncio.sleep(TRY_AGAIN_S)
