"""Asks the other servers whether they live."""

import ssl
from pathlib import Path

import httpx2

from dispatch.domain.part import PartState


class Peer:
    """One other server.

    Args:
        url: Its address.
        authority: The private certificate authority's file, where there is one.
    """

    def __init__(self, url: str, authority: Path | None) -> None:
        context = ssl.create_default_context(cafile=str(authority)) if authority else True
        self._client = httpx2.AsyncClient(base_url=url, timeout=1.0, verify=context)

    async def ask(self) -> tuple[PartState, str | None]:
        """Tell whether it lives."""
        try:
            answer = await self._client.get("/live")
        except httpx2.HTTPError:
            return PartState.FAILED, "unreachable"
        alive = answer.status_code == httpx2.codes.OK
        return (PartState.WELL, None) if alive else (PartState.FAILED, "no_answer")

    async def close(self) -> None:
        """Let go of its connections."""
        await self._client.aclose()
