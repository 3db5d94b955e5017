"""The routes of keeping: stores, holds, deletions by two persons, and what retention would do."""

import asyncio
from collections.abc import Callable
from dataclasses import asdict
from itertools import islice
from typing import Annotated, Final, Literal, Protocol

from fastapi import FastAPI, Path
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from recorder.api.wire import StaffNumber
from recorder.clock import Clock
from recorder.keeping.classes import Rule, Why
from recorder.keeping.retention import list_outlived
from recorder.keeping.stores import Stores
from recorder.names import RecordingName
from recorder.storage.hold_list import Cause
from recorder.storage.journal import Journal

Name = Annotated[str, Path(max_length=80)]
Reason = Annotated[str, Field(min_length=1, max_length=200)]
SHOWN: Final = 200


class Keeping(Protocol):
    """The parts that the routes ask."""

    @property
    def journal(self) -> Journal:
        """Holds and deletions."""
        ...

    @property
    def stores(self) -> Stores:
        """Rooms and copies."""
        ...

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Classes."""
        ...

    @property
    def clock(self) -> Clock:
        """For what is over."""
        ...


class ActIn(BaseModel):
    """Who does it, and why; the server has checked that he may."""

    model_config = ConfigDict(extra="forbid")
    by: StaffNumber
    reason: Reason


class ByIn(BaseModel):
    """Who does it."""

    model_config = ConfigDict(extra="forbid")
    by: StaffNumber


class DoneOut(BaseModel):
    """It is kept."""

    done: bool = True


class ForecastOut(BaseModel):
    """How long a store has room."""

    days_left: int
    bytes_a_day: int
    free_bytes: int
    basis: Literal["history", "channels"]
    history_days: float


class StoreOut(BaseModel):
    """One store."""

    place: str
    kind: str
    is_there: bool
    forecast: ForecastOut | None


class PlaceCountOut(BaseModel):
    """What one other place holds, each copy read back."""

    place: str
    kind: str
    confirmed: int
    differs: int
    last_at: AwareDatetime | None


class HoldOut(BaseModel):
    """What a person holds."""

    recording: str
    held_by: str
    reason: str
    held_at: AwareDatetime


class AskedOut(BaseModel):
    """A deletion that is asked for and not done."""

    recording: str
    cause: Cause
    asked_by: str
    reason: str
    asked_at: AwareDatetime
    confirmed_by: str | None


class KeepingOut(BaseModel):
    """How everything is kept."""

    stores: list[StoreOut]
    places: list[PlaceCountOut]
    second_due: int
    archive_due: int
    archive_lags: int
    holds: list[HoldOut]
    asked: list[AskedOut]


class VerdictOut(BaseModel):
    """What retention would do to one recording, and what holds it."""

    recording: str
    class_name: str
    days: int
    goes: bool
    why: Why


class RetentionOut(BaseModel):
    """The oldest that have outlived their class."""

    verdicts: list[VerdictOut]


def add_keeping(app: FastAPI, parts: Keeping) -> None:
    """Add the routes."""
    _add_views(app, parts)
    _add_acts(app, parts.journal)


def _add_views(app: FastAPI, parts: Keeping) -> None:
    @app.get("/keeping")
    async def keeping() -> KeepingOut:
        return await asyncio.to_thread(_keeping, parts)

    @app.get("/retention")
    async def retention() -> RetentionOut:
        return await asyncio.to_thread(_retention, parts)


def _add_acts(app: FastAPI, journal: Journal) -> None:
    holds = journal.holds

    @app.put("/recordings/{name}/hold")
    async def hold(name: Name, act: ActIn) -> DoneOut:
        return await _do(lambda: holds.hold(_parse(name), by=act.by, reason=act.reason))

    @app.put("/recordings/{name}/release")
    async def release(name: Name, act: ActIn) -> DoneOut:
        return await _do(lambda: holds.release(_parse(name), by=act.by, reason=act.reason))

    @app.put("/recordings/{name}/ask-deletion")
    async def ask_deletion(name: Name, act: ActIn) -> DoneOut:
        return await _do(lambda: holds.ask(_parse(name), by=act.by, reason=act.reason))

    @app.put("/recordings/{name}/confirm-deletion")
    async def confirm_deletion(name: Name, act: ByIn) -> DoneOut:
        return await _do(lambda: holds.confirm(_parse(name), by=act.by))

    @app.put("/recordings/{name}/withdraw-deletion")
    async def withdraw_deletion(name: Name, act: ByIn) -> DoneOut:
        return await _do(lambda: holds.withdraw(_parse(name), by=act.by))


def _parse(name: str) -> RecordingName:
    return RecordingName.parse(name)


async def _do(act: Callable[[], None]) -> DoneOut:
    await asyncio.to_thread(act)
    return DoneOut()


def _keeping(parts: Keeping) -> KeepingOut:
    state = parts.stores.state or parts.stores.reckon()
    journal = parts.journal
    return KeepingOut(
        stores=[StoreOut.model_validate(asdict(one)) for one in state.stores],
        places=[PlaceCountOut(**asdict(one)) for one in journal.copies.count_places()],
        second_due=state.second_due,
        archive_due=state.archive_due,
        archive_lags=state.archive_lags,
        holds=[HoldOut(**asdict(one)) for one in journal.holds.list_held()],
        asked=[AskedOut(**asdict(one)) for one in journal.holds.list_asked()],
    )


def _retention(parts: Keeping) -> RetentionOut:
    outlived = list_outlived(parts.journal, parts.rules, parts.clock.now())
    return RetentionOut(
        verdicts=[
            VerdictOut(
                recording=one.recording.name.text,
                class_name=one.class_name,
                days=one.days,
                goes=one.goes,
                why=one.why,
            )
            for one in islice(outlived, SHOWN)
        ]
    )
