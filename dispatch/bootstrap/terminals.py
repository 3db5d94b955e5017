"""Wires what one server does with vehicle terminals: texts to them, and their emergency keys."""

from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.emergency_desk import PostgresEmergencyDesk
from dispatch.ports.commands import Commands
from dispatch.ports.terminals import TerminalDesk
from dispatch.workers.downlinks import DownlinkWorker, downlink_reaction
from dispatch.workers.emergencies import EmergencyWorker, confirmation_reaction
from dispatch.workers.reactions import Reaction


def make_terminal_workers(
    commands: Commands, desk: TerminalDesk, gis_engine: AsyncEngine
) -> tuple[DownlinkWorker, EmergencyWorker]:
    """Make what tells how texts stand, and which keys were pressed."""
    return (
        DownlinkWorker(commands, desk),
        EmergencyWorker(commands, PostgresEmergencyDesk(gis_engine)),
    )


def make_terminal_reactions(
    desk: TerminalDesk, gis_engine: AsyncEngine
) -> tuple[Reaction, Reaction]:
    """Make what queues for terminals what they are to be told."""
    return (downlink_reaction(desk), confirmation_reaction(PostgresEmergencyDesk(gis_engine)))
