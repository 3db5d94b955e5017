"""Vehicles of the invented city that speak JT/T 808 are heard on a port as real ones are."""

import asyncio
from contextlib import suppress

import psycopg

from dispatch.adapters.clock import SystemClock
from dispatch.simulator.driving.fleet import Fleet
from dispatch.simulator.driving.jt808_fleet import tell_by_terminals
from dispatch.simulator.pace import Pace
from gis.datum import Wgs84
from gis.demo_city import box_of, vehicles
from tests.integration.positions.conftest import until
from tests.integration.positions.test_terminal_port import listening, terminals

__all__ = ["terminals"]

OWN = [one.tracker for one in vehicles() if box_of(one.tracker)]
ADMIT = """
INSERT INTO dispatch.terminal_admission VALUES (%s, %s, %s, %s, NULL, 'cli', now(), NULL, NULL)
"""


async def test_every_invented_terminal_is_heard_again_after_its_port_was_away(terminals) -> None:
    with psycopg.connect(terminals.owner_dsn, autocommit=True) as connection:
        for tracker in OWN:
            box = box_of(tracker)
            assert box is not None
            connection.execute(ADMIT.encode(), (tracker, box.maker, box.model, box.terminal))
    fleet = Fleet(Pace(), [(one, Wgs84(118.29, 33.95)) for one in [*OWN, "AMB01"]])
    async with listening(terminals.dsn("gis")) as port:
        telling = asyncio.create_task(
            tell_by_terminals(fleet, "127.0.0.1", port.listens_on or 0, SystemClock())
        )
        await until(lambda: len(port.lines.joined) == len(OWN))
        for line in port.lines:
            line.ends.close()
        await until(lambda: port.counts["fixes"] > 2 * len(OWN))
        telling.cancel()
        with suppress(asyncio.CancelledError):
            await telling
    assert {one.device for one in port.picture.latest} == set(OWN)
    assert len(OWN) == 4
