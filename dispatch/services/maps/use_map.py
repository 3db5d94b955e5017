"""A version of the map that is kept is put in force again."""

from dispatch.domain.audit import AuditEntry
from dispatch.domain.events import map_event
from dispatch.domain.facts import MapAct
from dispatch.domain.map_work import MapJob, MapJobKind
from dispatch.ports.transaction import Transaction


async def use_map(version: str, by: str, tx: Transaction) -> MapJob:
    """Let it be put in force; whether it is kept was asked by who calls."""
    job = MapJob(tx.new_id(), MapJobKind.USE, {"version": version}, by, tx.now)
    await tx.map_work.add_job(job)
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "use_map", version, None))
    tx.events.append(map_event(MapAct.JOB, None))
    return job
