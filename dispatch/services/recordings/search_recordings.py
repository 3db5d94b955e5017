"""Somebody searches recordings."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Final

from dispatch.domain.audit import AuditEntry
from dispatch.domain.privacy import masked_number
from dispatch.ports.recordings import RecordingFilter
from dispatch.ports.transaction import Transaction

SAID_IN_FULL: Final = frozenset({"before"})


async def search_recordings(wanted: RecordingFilter, tx: Transaction) -> None:
    """Account for the search; the recorders are asked after this."""
    subject = " ".join(_said(asdict(wanted)))
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "search_recordings", subject, None))


def _said(fields: Mapping[str, object]) -> Iterator[str]:
    """Each filter that is set; a text may be a caller's and is masked."""
    for name, value in fields.items():
        match value:
            case None:
                continue
            case dict():
                yield from _said(value)
            case datetime():
                yield f"{name}={value.isoformat()}"
            case str() if name not in SAID_IN_FULL:
                yield f"{name}={masked_number(value)}"
            case _:
                yield f"{name}={value}"
