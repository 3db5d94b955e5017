"""Imports stations, vehicles and hospitals from the command line."""

import asyncio

from dispatch.adapters.postgres.commands import PostgresCommands
from dispatch.adapters.postgres.engine import make_engine
from dispatch.config import Settings
from dispatch.domain.origin import Origin, Wire
from dispatch.domain.resource_file import ResourceCounts, ResourceRows
from dispatch.ports.commands import Json, Keyed
from dispatch.ports.transaction import Transaction
from dispatch.services.resources.import_resources import import_resources

CLI = Origin("cli", Wire.CLI)


def import_rows(settings: Settings, rows: ResourceRows) -> ResourceCounts:
    """Store them in one act; servers that run tell it to every screen."""
    return asyncio.run(_import(settings, rows))


async def _import(settings: Settings, rows: ResourceRows) -> ResourceCounts:
    engine = make_engine(settings.database_url("dispatch"), connections=1)
    counts: list[ResourceCounts] = []

    async def run(tx: Transaction) -> Json:
        counts.append(await import_resources(rows, tx))
        return None

    try:
        await PostgresCommands(engine).run(Keyed(None, "import_resources"), CLI, run)
        return counts[-1]
    finally:
        await engine.dispose()
