"""The centre over HTTP: whichever server answers."""

import json
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx2

from dispatch.contracts.devices import ClaimEnrolment, DeviceSessionView, StationBoard
from station_client.clock import now
from station_client.errors import CentreAway, Refused
from station_client.ids import uuid7
from station_client.journal import Act
from station_client.servers import Servers

V1 = "/api/v1"
WITHIN_S = 2.5
SHEET_WITHIN_S = 4.0
_PASSING = frozenset({408, 425, 429})


class Centre:
    """Asks as the device; moves to the next server when one does not answer."""

    def __init__(self, http: httpx2.AsyncClient, servers: Servers) -> None:
        self._http = http
        self._servers = servers

    async def read_board(self) -> StationBoard:
        """Give a snapshot of the station. Raises CentreAway, Refused."""
        answer = await self._ask("GET", "/station/board")
        return StationBoard.model_validate_json(answer.content)

    async def fetch_sheet(self, order_id: UUID) -> bytes:
        """Give the printed order as a PDF. Raises CentreAway, Refused."""
        path = f"/station/orders/{order_id}/sheet.pdf"
        return (await self._ask("GET", path, within_s=SHEET_WITHIN_S)).content

    async def deliver(self, act: Act) -> None:
        """Tell what the outbox holds, under its own key. Raises CentreAway, Refused."""
        body = json.loads(act.body) if act.body else None
        await self._ask("POST", act.path, body=body, key=act.key)

    async def claim(self, code: str, name: str) -> DeviceSessionView:
        """Turn a one-time code into a device. Raises CentreAway, Refused."""
        body = {"code": code, "name": name}
        ClaimEnrolment.model_validate(body)
        answer = await self._ask("POST", "/devices", body=body, key=str(uuid7(now())))
        return DeviceSessionView.model_validate_json(answer.content)

    async def _ask(
        self,
        method: str,
        path: str,
        *,
        body: Mapping[str, Any] | None = None,
        key: str | None = None,
        within_s: float = WITHIN_S,
    ) -> httpx2.Response:
        headers = {"Idempotency-Key": key} if key else {}
        for _ in range(len(self._servers)):
            server = self._servers.current
            try:
                answer = await self._http.request(
                    method, f"{server}{V1}{path}", json=body, headers=headers, timeout=within_s
                )
            except httpx2.HTTPError:
                self._servers.move_from(server)
                continue
            if answer.is_success:
                return answer
            if answer.status_code < 500 and answer.status_code not in _PASSING:
                raise Refused(answer.status_code, _reason(answer))
            self._servers.move_from(server)
        raise CentreAway(path)


@asynccontextmanager
async def http_as(
    token: str | None, trust: ssl.SSLContext | bool
) -> AsyncIterator[httpx2.AsyncClient]:
    """Open a client that speaks as the device."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with httpx2.AsyncClient(headers=headers, verify=trust, trust_env=False) as http:
        yield http


def trusting(authority: Path | None) -> ssl.SSLContext:
    """Trust the system's authorities, and the centre's own where it has one."""
    context = ssl.create_default_context()
    if authority:
        context.load_verify_locations(cafile=authority)
    return context


def _reason(answer: httpx2.Response) -> str:
    try:
        return str(answer.json()["code"])
    except (ValueError, KeyError, TypeError):
        return f"status_{answer.status_code}"
