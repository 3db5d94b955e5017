"""Which clocks a server watches: the database's, its own, those of the exchanges."""

from collections.abc import Mapping
from functools import partial

from dispatch.adapters.asterisk.ami_clock import read_exchange_clock
from dispatch.adapters.asterisk.ami_link import AsteriskLink
from dispatch.adapters.postgres.event_log import PostgresEventLog
from dispatch.domain.clock_step import DATABASE
from dispatch.ports.clock import Clock
from dispatch.ports.commands import Commands
from dispatch.workers.clocks import AskClock, ClockWorker, ask_own_clock


def make_clock_worker(
    server: str,
    event_log: PostgresEventLog,
    links: Mapping[str, AsteriskLink],
    clock: Clock,
    commands: Commands,
) -> ClockWorker:
    """Make the watch of one server over all clocks by which events are told."""
    others: dict[str, AskClock] = {
        name: partial(read_exchange_clock, link) for name, link in links.items()
    }
    others[server] = ask_own_clock(clock)
    return ClockWorker(server, (DATABASE, event_log.read_clock), others, commands)
