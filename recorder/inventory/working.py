"""Takes the inventory beside the recording; whatever fails here, the recording goes on."""

import asyncio
from typing import Final

import structlog

from recorder.faults import FaultCode
from recorder.ingest.conditions import Conditions
from recorder.inventory.inventory import Inventory
from recorder.waiting import pause

INTERVAL_S: Final = 3600.0
_AFTER_FAILURE_S: Final = 60.0

log = structlog.get_logger()


async def keep_inventory(inventory: Inventory, conditions: Conditions, stop: asyncio.Event) -> None:
    """Take it at the start and every hour until told to stop; what cannot be read is a fault."""
    while not stop.is_set():
        try:
            found = await asyncio.to_thread(inventory.take)
        except Exception:  # the store may be away, the recorder goes on
            log.exception("inventory.failed")
            conditions.begin(FaultCode.INVENTORY_FAILED)
            await pause(stop, _AFTER_FAILURE_S)
            continue
        conditions.end(FaultCode.INVENTORY_FAILED)
        log.info(
            "inventory.taken",
            days=len(found),
            rows=sum(one.rows for one in found),
            lost=sum(len(one.lost) for one in found),
            unowned=sum(len(one.unowned) for one in found),
        )
        await pause(stop, INTERVAL_S)
