"""Wires the daily refresh of the three-field table."""

from zoneinfo import ZoneInfo

from dispatch.adapters.drop_folder import DiskDropFolder
from dispatch.config import Settings
from dispatch.ports.clock import Clock
from dispatch.ports.commands import Commands
from dispatch.ports.queries import Queries
from dispatch.ports.subscriber_files import SubscriberFiles
from dispatch.workers.directory_refresh import DirectoryRefreshWorker


def make_refresher(
    settings: Settings,
    commands: Commands,
    queries: Queries,
    files: SubscriberFiles,
    clock: Clock,
) -> DirectoryRefreshWorker:
    """Make it for one server."""
    folder = settings.boot.subscribers.drop_folder or settings.state / "drop"
    drop = DiskDropFolder(folder, lambda: clock.now().timestamp())
    zone = ZoneInfo(settings.boot.centre.zone)
    return DirectoryRefreshWorker(commands, queries, files, drop, zone)
