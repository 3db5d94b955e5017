"""Asks whichever of both servers answers, as a page or a station's program does."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import httpx2

from dispatch.domain.ids import uuid7
from dispatch.ports.clock import Clock
from dispatch.simulator.centre.errors import Away, Refused

WITHIN_S = 5.0
FIRST_PAUSE_S = 0.25
LONGEST_PAUSE_S = 8.0
PASSING = frozenset({408, 425, 429})

Json = Any


class Client:
    """One client with one token.

    Attributes:
        urls: Of both servers.
        token: Of a session or a device; None before signing in.
    """

    def __init__(self, urls: Sequence[str], clock: Clock, *, token: str | None = None) -> None:
        self.urls = tuple(urls)
        self.token = token
        self._clock = clock
        self._place = 0
        self._http = httpx2.AsyncClient(timeout=WITHIN_S, trust_env=False)

    async def close(self) -> None:
        """Let go of the connections."""
        await self._http.aclose()

    async def get(self, path: str, **query: object) -> Json:
        """Read. Raises Away, Refused."""
        return await self._ask("GET", path, query=query)

    async def read(self, path: str, **query: object) -> Json:
        """Read, trying again until a server answers. Raises Refused."""
        return await self._insist(lambda: self._ask("GET", path, query=query))

    async def act(self, method: str, path: str, body: object = None) -> Json:
        """Change something once, trying again under one key until a server answers.

        Raises:
            Refused: It cannot be done.
        """
        key = self._key()
        return await self._insist(lambda: self._ask(method, path, body=body, key=key))

    async def try_act(self, method: str, path: str, body: object = None) -> Json:
        """Change something, asking each server once. Raises Away, Refused."""
        return await self._ask(method, path, body=body, key=self._key())

    @property
    def server(self) -> str:
        """The address in use."""
        return self.urls[self._place % len(self.urls)]

    def move(self) -> None:
        """Use the next server from now on."""
        self._place += 1

    async def _insist(self, ask: Callable[[], Awaitable[Json]]) -> Json:
        pause_s = FIRST_PAUSE_S
        while True:
            try:
                return await ask()
            except Away:
                await asyncio.sleep(pause_s)
                pause_s = min(pause_s * 2, LONGEST_PAUSE_S)

    async def _ask(
        self,
        method: str,
        path: str,
        *,
        body: object = None,
        query: Mapping[str, object] | None = None,
        key: str | None = None,
    ) -> Json:
        for _ in self.urls:
            try:
                answer = await self._http.request(
                    method,
                    f"{self.server}/api/v1{path}",
                    json=body,
                    params={name: str(value) for name, value in query.items()} if query else None,
                    headers=self._headers(key),
                )
            except httpx2.HTTPError:
                self.move()
                continue
            if answer.is_success:
                return answer.json() if answer.content else None
            if answer.status_code < 500 and answer.status_code not in PASSING:
                raise _refusal(answer)
            self.move()
        raise Away(path)

    def _headers(self, key: str | None) -> dict[str, str]:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return headers | ({"Idempotency-Key": key} if key else {})

    def _key(self) -> str:
        return str(uuid7(self._clock.now(), secrets.token_bytes(10)))


def _refusal(answer: httpx2.Response) -> Refused:
    try:
        problem = answer.json()
        return Refused(answer.status_code, str(problem["code"]), problem.get("parameters", {}))
    except (ValueError, KeyError, TypeError):
        return Refused(answer.status_code, f"status_{answer.status_code}", {})
