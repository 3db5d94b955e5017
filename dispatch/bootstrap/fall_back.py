"""Notes a technician's trial of the gateway's fall-back."""

import asyncio

from dispatch.adapters.postgres.commands import PostgresCommands
from dispatch.adapters.postgres.engine import make_engine
from dispatch.config import Settings
from dispatch.domain.fall_back import VERB
from dispatch.domain.origin import Origin, Wire
from dispatch.ports.commands import Json, Keyed
from dispatch.ports.transaction import Transaction
from dispatch.services.site.note_fall_back_trial import NoteFallBackTrial, note_fall_back_trial


def note_trial(settings: Settings, *, by: str, worked: bool, note: str | None) -> None:
    """Store it; DatabaseAway."""
    asyncio.run(_note(settings, NoteFallBackTrial(by, worked, note)))


async def _note(settings: Settings, trial: NoteFallBackTrial) -> None:
    async def run(tx: Transaction) -> Json:
        await note_fall_back_trial(trial, tx)
        return None

    engine = make_engine(settings.database_url("dispatch"), connections=1)
    try:
        await PostgresCommands(engine).run(Keyed(None, VERB), Origin("cli", Wire.CLI), run)
    finally:
        await engine.dispose()
