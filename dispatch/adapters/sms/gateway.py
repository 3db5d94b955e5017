"""A provider's gateway over HTTP; what it wants to be asked is declared by the site."""

import asyncio
import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import httpx2
import structlog

from dispatch.domain.sms import SmsReason, SmsUnsent
from dispatch.ports.sms import SmsReport, SmsWayHealth

log = structlog.get_logger()

TIMEOUT_S = 5.0
MOST_ANSWER_BYTES = 65536
BUSY = (429, 503)
LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True)
class Request:
    """How the gateway is asked; {number}, {text} and {secret} stand for what is put in.

    Args:
        url: By https, except on this machine; values are percent-encoded in it.
        body: A JSON object for POST; None asks by GET.
        accepted_field: Of the JSON answer; empty where the HTTP status says all.
        accepted_value: What that field holds when the gateway took the text.
    """

    url: str
    body: str | None = None
    accepted_field: str = ""
    accepted_value: str = ""

    def __post_init__(self) -> None:
        """Refuse what would go over the net in clear, or is no JSON."""
        address = urlsplit(self.url)
        if address.scheme != "https" and address.hostname not in LOOPBACK:
            raise ValueError("the gateway's url must begin with https")
        if self.body is not None and not isinstance(json.loads(self.body), dict):
            raise ValueError("the gateway's body must be a JSON object")


class HttpGateway:
    """See `dispatch.ports.sms`.

    Args:
        request: How it is asked.
        secret: Put in for {secret}, and sent as bearer token where nothing names it.
        verify: Certificate authorities; the system's when True.
        transport: Tests may put one in the place of the network.
    """

    def __init__(
        self,
        request: Request,
        secret: str,
        *,
        verify: str | bool = True,
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        logging.getLogger("httpx2").setLevel(logging.WARNING)  # it logs addresses, with the number
        self._request = request
        self._secret = secret
        named = "{secret}" in request.url + (request.body or "")
        headers = {} if named else {"Authorization": f"Bearer {secret}"}
        self._client = httpx2.AsyncClient(
            timeout=TIMEOUT_S, verify=verify, transport=transport, headers=headers
        )
        self._health = SmsWayHealth(None)

    def health(self) -> SmsWayHealth:
        """Tell how the gateway stood at the last text."""
        return self._health

    async def run(self) -> None:
        """Hold the client until cancelled."""
        try:
            await asyncio.Event().wait()
        finally:
            await self._client.aclose()

    async def next_report(self) -> tuple[str, SmsReport]:
        """Wait for ever: a gateway tells of no delivery."""
        await asyncio.Event().wait()
        raise AssertionError

    def drop_report(self, name: str) -> None:
        """There is none."""

    async def send(self, number: str, text: str) -> Sequence[int]:
        """Hand a text over once; SmsUnsent."""
        try:
            async with asyncio.timeout(TIMEOUT_S):
                answer = await self._ask({"number": number, "text": text, "secret": self._secret})
        except httpx2.ConnectError as error:
            self._health = SmsWayHealth(SmsReason.GATEWAY_AWAY)
            raise SmsUnsent(SmsReason.GATEWAY_AWAY, again=True) from error
        except (httpx2.HTTPError, TimeoutError) as error:
            self._health = SmsWayHealth(SmsReason.GATEWAY_AWAY)
            raise SmsUnsent(SmsReason.OUTCOME_UNKNOWN, again=False) from error
        self._health = SmsWayHealth(None)
        if not self._accepted(answer):
            log.warning("sms.gateway_refused", status=answer.status_code)
            raise SmsUnsent(SmsReason.GATEWAY_REFUSED, again=answer.status_code in BUSY)
        return ()

    async def _ask(self, values: Mapping[str, str]) -> httpx2.Response:
        url = _filled(
            self._request.url, {name: quote(one, safe="") for name, one in values.items()}
        )
        if self._request.body is None:
            return await self._client.get(url)
        body = _filled_leaves(json.loads(self._request.body), values)
        return await self._client.post(url, json=body)

    def _accepted(self, answer: httpx2.Response) -> bool:
        if not answer.is_success or len(answer.content) > MOST_ANSWER_BYTES:
            return False
        if not self._request.accepted_field:
            return True
        try:
            told = answer.json()
        except ValueError:
            return False
        field = told.get(self._request.accepted_field) if isinstance(told, dict) else None
        return str(field) == self._request.accepted_value


def _filled(template: str, values: Mapping[str, str]) -> str:
    """Put values in, each once: what a value holds is never filled itself."""
    pieces = template.replace("{", "\0{").replace("}", "}\0").split("\0")
    return "".join(values.get(one[1:-1], one) if one.startswith("{") else one for one in pieces)


def _filled_leaves(value: object, values: Mapping[str, str]) -> object:
    if isinstance(value, dict):
        return {name: _filled_leaves(one, values) for name, one in value.items()}
    if isinstance(value, list):
        return [_filled_leaves(one, values) for one in value]
    return _filled(value, values) if isinstance(value, str) else value
