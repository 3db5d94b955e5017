"""The routes of stopping and starting; who may is the centre's to say."""

import asyncio
from typing import Annotated

from fastapi import FastAPI
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from recorder.ingest.conditions import Conditions
from recorder.storage.journal import Journal
from recorder.storage.standing_list import What
from recorder.switching import is_held, switch


class SwitchIn(BaseModel):
    """Who says so, and why."""

    model_config = ConfigDict(extra="forbid")
    actor: Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[ -~]*$")]
    reason: Annotated[str, Field(min_length=1, max_length=200)]


class StandingOut(BaseModel):
    """One row."""

    what: What
    actor: str | None
    reason: str | None
    happened_at: AwareDatetime


class SwitchOut(BaseModel):
    """Whether it is stopped by a person's word."""

    stopped: bool


def add_switch(app: FastAPI, journal: Journal, conditions: Conditions) -> None:
    """A person's word, and what was said and happened before."""

    def say(what: What, asked: SwitchIn) -> SwitchOut:
        switch(journal, what, actor=asked.actor, reason=asked.reason)
        return SwitchOut(stopped=is_held(journal, conditions))

    @app.post("/stop")
    async def stop(asked: SwitchIn) -> SwitchOut:
        return await asyncio.to_thread(say, What.STOPPED, asked)

    @app.post("/start")
    async def start(asked: SwitchIn) -> SwitchOut:
        return await asyncio.to_thread(say, What.STARTED, asked)

    @app.get("/standing")
    async def list_standing() -> list[StandingOut]:
        rows = await asyncio.to_thread(journal.standing.list_latest, 100)
        return [StandingOut.model_validate(row, from_attributes=True) for row in rows]
