"""A technician notes a trial of the gateway's fall-back; the doctor tells of the last one."""

from functools import partial

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.doctor.checks.fall_back import Trial
from dispatch.doctor.fall_back_probe import ask_fall_back
from dispatch.services.site.note_fall_back_trial import NoteFallBackTrial, note_fall_back_trial
from tests.integration.conftest import Database
from tests.integration.core.hearing import act, found


@pytest.mark.mission("A91")
async def test_the_doctor_tells_of_the_last_trial_that_was_noted(
    engine: AsyncEngine, database: Database
):
    await found(engine)
    assert ask_fall_back(database.owner_dsn) == []
    for worked in (True, False):
        trial = NoteFallBackTrial("孙工", worked, "2 号线")
        await act(engine, partial(note_fall_back_trial, trial))
    assert ask_fall_back(database.owner_dsn) == [Trial(0, worked=False, by="孙工")]


def test_a_database_that_is_away_tells_nothing(tmp_path):
    assert ask_fall_back(f"host={tmp_path} port=1 dbname=none user=nobody") is None
