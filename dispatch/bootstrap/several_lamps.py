"""Lamps that come and go: of trunks, exchanges, recording channels and what workers found."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from dispatch.adapters.asterisk.ami_link import AsteriskLink
from dispatch.adapters.asterisk.ami_watch import ExchangeWatch
from dispatch.adapters.recorder import HttpRecordings
from dispatch.bootstrap.trunk_lamps import find_trunks
from dispatch.bootstrap.watch_lamps import find_channels, find_watched
from dispatch.workers.health import Finding


class Watcher(Protocol):
    """A worker that has lamps of its own."""

    def findings(self) -> Mapping[str, Finding]:
        """Give them; none while all is well."""
        ...


def find_several(
    links: Mapping[str, AsteriskLink],
    watches: Mapping[str, ExchangeWatch],
    recordings: HttpRecordings,
    workers: Iterable[Watcher],
) -> dict[str, Finding]:
    """Give all that are lit, or that are to be shown well."""
    told = find_trunks(links) | find_watched(watches) | find_channels(recordings)
    for worker in workers:
        told |= worker.findings()
    return told
