"""How one server asks each part whether it is well."""

from collections.abc import Mapping

from dispatch.adapters.asterisk.ami_link import AsteriskLink
from dispatch.adapters.peers import Peer
from dispatch.adapters.postgres.event_log import PostgresEventLog
from dispatch.domain.part import PartState
from dispatch.ports.recordings import Recordings
from dispatch.workers.health import WELL, Finding, Probe

LOW_DISK_BYTES = 5_000_000_000
STOPPED = "recorder_stopped"


def list_probes(
    event_log: PostgresEventLog,
    links: Mapping[str, AsteriskLink],
    recordings: Recordings,
    peers: Mapping[str, Peer],
) -> dict[str, Probe]:
    """Give a probe for every part, by the name of its lamp."""
    probes: dict[str, Probe] = {"database": _database_probe(event_log)}
    for name, link in links.items():
        probes[f"exchange:{name}"] = exchange_probe(link)
        probes[f"recorder:{name}"] = _recorder_probe(recordings, name)
    probes |= {f"server:{name}": peer.ask for name, peer in peers.items()}
    return probes


def _database_probe(event_log: PostgresEventLog) -> Probe:
    async def ask() -> Finding:
        return WELL if event_log.current else (PartState.FAILED, "database_away")

    return ask


def exchange_probe(link: AsteriskLink) -> Probe:
    """Ask whether an exchange obeys and is heard."""

    async def ask() -> Finding:
        if link.refused:
            return PartState.FAILED, "login_refused"
        await link.acting().ask("Ping")
        return WELL if link.hears else (PartState.FAILED, "exchange_unheard")

    return ask


def _recorder_probe(recordings: Recordings, exchange: str) -> Probe:
    async def ask() -> Finding:
        health = await recordings.health(exchange)
        if STOPPED in health.faults:
            return PartState.FAILED, STOPPED
        if health.faults:
            return PartState.DEGRADED, health.faults[0]
        if health.free_bytes < LOW_DISK_BYTES:
            return PartState.DEGRADED, "disk_low"
        return (PartState.DEGRADED, "index_away") if health.index_away else WELL

    return ask
