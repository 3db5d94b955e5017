"""Gives the demonstration centre its city: map, stations, vehicles, hospitals, subscribers."""

import asyncio
from collections.abc import Iterator, Sequence
from typing import Literal
from uuid import NAMESPACE_URL, UUID, uuid5

import psycopg

from dispatch.adapters.postgres.commands import PostgresCommands
from dispatch.adapters.postgres.engine import make_engine
from dispatch.config import Settings
from dispatch.domain.caller import LineKind, Subscriber
from dispatch.domain.complaint import Department
from dispatch.domain.hospital import CENTRE_FOR, Hospital
from dispatch.domain.origin import Origin, Wire
from dispatch.domain.station import Station
from dispatch.domain.terminal import Admission
from dispatch.domain.upkeep import KeptKind
from dispatch.domain.vehicle import Crew, Skill, VehicleKind
from dispatch.ports.commands import Json, Keyed, UseCase
from dispatch.ports.transaction import Transaction
from dispatch.services.hospitals.write_hospital import write_hospital
from dispatch.services.stations.write_station import write_station
from dispatch.services.upkeep.change_thing import ChangeThing, change_thing
from dispatch.services.vehicles.write_vehicle import WriteVehicle, write_vehicle
from dispatch.simulator.demo_centre import SOURCE
from dispatch.simulator.demo_sources import Registered, keep_registered, registered_file
from dispatch.simulator.patients.city_people import keep_numbers, numbers_file
from dispatch.simulator.sample_plans import sample_plans
from gis import demo_city
from gis.storage.region_import import Told, Wanted, import_region
from gis.storage.versions import point_to_active

CITY_NAME = "宿河"
FEW_SUBSCRIBERS = 2_000
PER_COMMAND = 20_000
BIG_HOSPITAL = 5
"""From so many departments on a hospital of the demonstration holds the centres for them."""
EQUIPMENT = {
    VehicleKind.MONITORING: frozenset({Skill.VENTILATOR, Skill.STAIR_STRETCHER}),
    VehicleKind.BASIC: frozenset({Skill.STAIR_STRETCHER}),
    VehicleKind.NEGATIVE_PRESSURE: frozenset({Skill.MONITORED_ALS, Skill.VENTILATOR}),
}
CLI = Origin("cli", Wire.CLI)
Size = Literal["whole", "small"]


def has_city(settings: Settings) -> bool:
    """Tell whether a map is in force: then the city, or another region, was brought before."""
    with psycopg.connect(settings.dsn("owner")) as connection:
        row = connection.execute("SELECT count(*) FROM gis.region WHERE active").fetchone()
    return row is not None and row[0] > 0


def bring_city(settings: Settings, *, size: Size, told: Told) -> None:
    """Draw the city, import it as any other region, and store who and what is in it.

    What was stored before an interruption is stored again, as it was; the map comes last, so that
    a start that was interrupted begins anew.

    Raises:
        ImportFault: The map could not be imported.
    """
    drawn = demo_city.city(small=size == "small")
    count = FEW_SUBSCRIBERS if size == "small" else demo_city.COUNT
    people = list(demo_city.subscribers(drawn, count))
    keep_numbers((one.number for one in people), numbers_file(settings.state))
    register = ((one.number, Registered(one.owner, one.address, one.point)) for one in people)
    keep_registered(register, registered_file(settings.state))
    asyncio.run(_store(settings, people))
    file = settings.state / "demo" / "city.osm.pbf"
    file.parent.mkdir(parents=True, exist_ok=True)
    demo_city.write(drawn, file)
    wanted = Wanted(file, CITY_NAME, attribution=f"{SOURCE} · {CITY_NAME}")
    import_region(settings.dsn("owner"), settings.state / "gis", wanted, told)


def mend_pointer(settings: Settings) -> None:
    """Let the roads process find the graph of the map in force, after a swap that was cut short."""
    folder = settings.state / "gis"
    if folder.is_dir():
        point_to_active(settings.dsn("owner"), folder)


async def _store(settings: Settings, people: Sequence[demo_city.Subscriber]) -> None:
    engine = make_engine(settings.database_url("dispatch"), connections=1)
    commands = PostgresCommands(engine)
    await commands.run(Keyed(None, "write_resources"), CLI, _write_resources)
    for start in range(0, len(people), PER_COMMAND):
        batch = people[start : start + PER_COMMAND]
        await commands.run(Keyed(None, "write_subscribers"), CLI, _write_subscribers(batch))
    await engine.dispose()


async def _write_resources(tx: Transaction) -> Json:
    for station in _stations():
        await write_station(station, tx)
    for vehicle in _vehicles():
        await write_vehicle(vehicle, tx)
        await _admit(vehicle, tx)
    for hospital in _hospitals():
        await write_hospital(hospital, tx)
    for key, content in sample_plans():
        if await tx.upkeep.find_last(KeptKind.PLAN, key) is None:
            await change_thing(ChangeThing(KeptKind.PLAN, key, content, 0), tx)
    return None


async def _admit(vehicle: WriteVehicle, tx: Transaction) -> None:
    """Let the terminal of an invented vehicle speak: nobody is there to do it."""
    box = demo_city.box_of(vehicle.tracker or "")
    if vehicle.tracker is not None and box is not None:
        known = (vehicle.tracker, box.maker, box.model, box.terminal, vehicle.id)
        await tx.terminals.save(Admission(*known, tx.origin.actor, tx.now))


def _write_subscribers(people: Sequence[demo_city.Subscriber]) -> UseCase:
    async def run(tx: Transaction) -> Json:
        rows = [
            Subscriber(
                one.number,
                one.owner,
                one.address,
                one.point,
                LineKind(one.line_kind),
                SOURCE,
                tx.now,
            )
            for one in people
        ]
        await tx.directory.upsert(rows)
        return None

    return run


def _stations() -> Iterator[Station]:
    for one in demo_city.stations():
        yield Station(_id(one.code), one.code, one.name, one.point, one.address, one.telephone)


def _vehicles() -> Iterator[WriteVehicle]:
    for one in demo_city.vehicles():
        crew = one.crew
        yield WriteVehicle(
            id=_id(one.name),
            name=one.name,
            plate=one.plate,
            kind=VehicleKind(one.kind),
            station_id=_id(one.station),
            tracker=one.tracker,
            crew=Crew(crew.doctor, crew.nurse, crew.driver, crew.telephone),
            equipment=EQUIPMENT[VehicleKind(one.kind)],
        )


def _hospitals() -> Iterator[Hospital]:
    for one in demo_city.hospitals():
        departments = frozenset(map(Department, one.departments))
        centres = (CENTRE_FOR[need] for need in departments if need in CENTRE_FOR)
        yield Hospital(
            id=_id(one.code),
            name=one.name,
            point=one.point,
            address=one.address,
            telephone=one.telephone,
            departments=departments,
            capabilities=frozenset(centres if len(departments) >= BIG_HOSPITAL else ()),
        )


def _id(name: str) -> UUID:
    """Give the id of one of the demonstration's things: the same at every start."""
    return uuid5(NAMESPACE_URL, f"dispatch120:demo:{name}")
