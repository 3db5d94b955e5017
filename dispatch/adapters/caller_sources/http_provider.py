"""Asks a peer or a carrier over HTTP: at most a second, at most a few kilobytes, cached."""

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import httpx2
import structlog

from dispatch.adapters.caller_sources.answer import MAX_BYTES, is_later, read_answer
from dispatch.domain.caller_place import SourceDoubt
from dispatch.domain.place_source_plan import SourcePlan
from dispatch.ports.place_providers import Area, ProviderAnswer

log = structlog.get_logger()

LIMIT_S = 1.0
MOST_KEPT = 2_000
NO_ANSWER = ProviderAnswer(doubts=(SourceDoubt.NO_ANSWER,))
BAD_ANSWER = ProviderAnswer(doubts=(SourceDoubt.BAD_ANSWER,))
UNKNOWN = ProviderAnswer(doubts=(SourceDoubt.UNKNOWN,))
NOT_KEPT = frozenset({SourceDoubt.NO_ANSWER, SourceDoubt.BAD_ANSWER, SourceDoubt.OTHER_NUMBER})

Asked = tuple[str, SourcePlan]


class HttpPlaceProvider:
    """See `dispatch.ports.place_providers`.

    Args:
        name: Of the provider in the log.
        kept_s: How long an answer is given again, with its age; 0 asks each time.
        token: Secret of this centre with the provider; None where it wants none.
        now: The instant, by which an answer without one is dated.
        transport: Tests may put one in the place of the network.
        limit_s: How long is waited in all.
        monotonic: By which what is kept grows old.
    """

    def __init__(
        self,
        name: str,
        *,
        kept_s: float,
        now: Callable[[], datetime],
        token: str | None = None,
        transport: httpx2.AsyncBaseTransport | None = None,
        limit_s: float = LIMIT_S,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        logging.getLogger("httpx2").setLevel(logging.WARNING)
        headers = {"Accept-Encoding": "identity"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        self._client = httpx2.AsyncClient(
            headers=headers, timeout=limit_s, transport=transport, trust_env=False
        )
        self._name, self._limit_s, self._kept_s = name, limit_s, kept_s
        self._now, self._monotonic = now, monotonic
        self._kept: OrderedDict[tuple[str, SourcePlan], tuple[float, ProviderAnswer]] = (
            OrderedDict()
        )

    async def close(self) -> None:
        """Let go of all connections."""
        await self._client.aclose()

    async def ask(
        self, number: str, plan: SourcePlan, area: Area | None, *, anew: bool = False
    ) -> ProviderAnswer:
        """Ask, or give again what was answered a short while ago; never longer than the limit."""
        key = (number, plan)
        if not anew and (known := self._find_kept(key)) is not None:
            return known
        answer = await self._within_limit(number, plan, area)
        if NOT_KEPT.isdisjoint(answer.doubts):
            self._keep(key, answer)
        return answer

    async def _within_limit(
        self, number: str, plan: SourcePlan, area: Area | None
    ) -> ProviderAnswer:
        try:
            async with asyncio.timeout(self._limit_s):
                status, body = await self._post(number, plan.url)
        except (httpx2.HTTPError, TimeoutError, OSError) as error:
            log.warning("place_provider.no_answer", provider=self._name, why=type(error).__name__)
            return NO_ANSWER
        if status == httpx2.codes.NOT_FOUND:
            return UNKNOWN
        if status != httpx2.codes.OK or body is None:
            log.warning("place_provider.bad_answer", provider=self._name, status=status)
            return BAD_ANSWER
        return self._dated(read_answer(body, number=number, datum=plan.datum, area=area))

    async def _post(self, number: str, url: str) -> tuple[int, bytes | None]:
        """The number goes in the body: addresses stand in logs."""
        async with self._client.stream("POST", url, json={"number": number}) as answer:
            body = b""
            async for piece in answer.aiter_raw():
                body += piece
                if len(body) > MAX_BYTES:
                    return answer.status_code, None
            return answer.status_code, body

    def _dated(self, answer: ProviderAnswer) -> ProviderAnswer:
        if is_later(answer.observed_at, self._now()):
            return BAD_ANSWER
        return replace(answer, observed_at=answer.observed_at or self._now())

    def _find_kept(self, key: Asked) -> ProviderAnswer | None:
        until, answer = self._kept.get(key, (0.0, None))
        if answer is None or until > self._monotonic():
            return answer
        del self._kept[key]
        return None

    def _keep(self, key: Asked, answer: ProviderAnswer) -> None:
        if self._kept_s > 0:
            self._kept[key] = (self._monotonic() + self._kept_s, answer)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
