"""Runs a job on the map in a process of its own: what it takes and how it dies harms no call."""

import asyncio
import sys
from pathlib import Path
from uuid import UUID


class MapWorkProcess:
    """See `dispatch.ports.map_work`.

    Args:
        state: The state folder.
    """

    def __init__(self, state: Path) -> None:
        self._state = state

    async def run(self, job_id: UUID) -> int:
        """Run it to its end, at low priority; gives its exit status."""
        program = Path(sys.executable).with_name("dispatch120")
        asked = ("region", "work", str(job_id), "--state", str(self._state))
        process = await asyncio.create_subprocess_exec(
            *("nice", "-n", "10", str(program), *asked),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            start_new_session=True,
        )
        return await process.wait()
