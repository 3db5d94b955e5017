"""A simulated crew works its orders, whatever happens to them meanwhile."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace

from dispatch.simulator.crews.crew import Crew, World
from dispatch.simulator.crews.habits import Mishap, suffering
from dispatch.simulator.pace import Pace
from dispatch.simulator.radio import News
from gis.geodesy import distance_m
from tests.unit.simulator.station_board import (
    HOME,
    HOSPITAL,
    QUICK,
    RUN,
    SCENE,
    VEHICLE,
    StationBoard,
    order,
    shown_point,
)

WHOLE_RUN = [
    *("acknowledge", "departed", "arrived", "patient_contact", "patient_aboard", "left_scene"),
    *("at_hospital", "handed_over", "returning", "completed"),
]


@asynccontextmanager
async def crew_at_work(board, *, run=RUN, pace=QUICK):
    world = World(board.fleet, board.navigation, pace, board.radio, lambda _: run)
    task = asyncio.ensure_future(Crew(VEHICLE, board, board, world).work())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def until_state(board, id_, state):
    def reached():
        return True if (board.find("order", id_) or {}).get("state") == state else None

    async with asyncio.timeout(10):
        await board.until(reached)


def near(point, place):
    return distance_m(point, place) < 1.0


async def test_a_run_is_told_milestone_by_milestone_where_each_is_reached():
    board = StationBoard()
    async with crew_at_work(board):
        await board.tell(o=order())
        await until_state(board, "o", "completed")
    assert [said for said, _ in board.said] == WHOLE_RUN
    where = dict(board.said)
    assert near(where["departed"], HOME)
    assert near(where["arrived"], SCENE)
    assert near(where["at_hospital"], HOSPITAL)
    assert near(where["completed"], HOME)


async def test_a_run_that_was_begun_before_goes_on_from_where_it_was():
    board = StationBoard()
    await board.tell(o=order(state="left_scene"))
    async with crew_at_work(board):
        await until_state(board, "o", "completed")
    assert [said for said, _ in board.said] == WHOLE_RUN[6:]


async def test_a_crew_whose_order_is_cancelled_goes_home():
    board = StationBoard()
    async with crew_at_work(board, pace=Pace(1.0)):
        await board.tell(o=order(state="departed"))
        await board.tell(o={"state": "cancelled"})
    assert board.said == []
    board.fleet.put("AMB01", SCENE)
    async with crew_at_work(board):
        while not near(board.fleet.where("AMB01").point, HOME):
            await asyncio.sleep(0)


async def test_a_new_place_is_taken_and_driven_to_instead():
    board = StationBoard()
    async with crew_at_work(board, pace=Pace(1.0)):
        await board.tell(o=order(state="departed"))
    other = {**order()["sheet"], "place_point": shown_point(HOSPITAL)}
    await board.tell(o={"revision": 2, "sheet": other})
    async with crew_at_work(board):
        await until_state(board, "o", "arrived")
    assert board.said[0][0] == "acknowledge"
    assert board.said[1][0] == "arrived"
    assert near(board.said[1][1], HOSPITAL)


async def test_a_breakdown_is_told_by_radio_halfway_and_the_crew_stands_until_it_is_mended():
    board = StationBoard()
    async with crew_at_work(board, run=suffering(RUN, Mishap.BREAKS_DOWN)):
        await board.tell(o=order(state="departed"))
        async with asyncio.timeout(10):
            report = await board.radio.hear()
        assert (report.news, report.order_id) == (News.BROKE_DOWN, "o")
        here = board.fleet.where("AMB01").point
        assert not near(here, HOME)
        assert not near(here, SCENE)
        await board.tell(v={"duty_reason": "breakdown"}, o={"state": "reassigned"})
        async with asyncio.timeout(10):
            assert (await board.radio.hear()).news is News.MENDED
    assert board.said == []


async def test_a_crew_that_refuses_does_not_drive():
    board = StationBoard()
    async with crew_at_work(board, run=suffering(RUN, Mishap.REFUSES)):
        await board.tell(o=order())
        await until_state(board, "o", "refused")
    assert [said for said, _ in board.said] == ["refuse"]


async def test_a_crew_that_finds_nobody_tells_the_desk_which_ends_the_run():
    board = StationBoard()
    nobody = replace(suffering(RUN, Mishap.NOBODY_THERE))
    async with crew_at_work(board, run=nobody):
        await board.tell(o=order(state="patient_contact"))
        async with asyncio.timeout(10):
            report = await board.radio.hear()
        await board.tell(o={"state": "empty_return"})
    assert report.news is News.NOBODY_THERE


async def test_a_returning_crew_that_is_sent_again_ends_the_old_run_and_goes():
    board = StationBoard()
    async with crew_at_work(board, pace=Pace(1.0)):
        await board.tell(o=order(state="returning"))
    async with crew_at_work(board):
        await board.tell(p=order("p"))
        await until_state(board, "p", "completed")
    assert [said for said, _ in board.said] == ["completed", *WHOLE_RUN]
