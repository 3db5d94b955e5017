"""The gateway is asked as the site declares it, once, and its refusal is a reason."""

import json

import httpx2
import pytest
from typing_extensions import override

from dispatch.adapters.sms.gateway import HttpGateway, Request
from dispatch.domain.sms import SmsReason, SmsUnsent

NUMBER, TEXT = "13805276621", "位置 {secret} & more"
BODY = '{"to": "{number}", "content": {"text": "{text}"}, "key": "{secret}", "type": 1}'


class Provider(httpx2.AsyncBaseTransport):
    """Answers with one status and body, or breaks."""

    def __init__(self, status: int = 200, answer: object = None, broken: Exception | None = None):
        self.asked: list[httpx2.Request] = []
        self._status, self._answer, self._broken = status, answer, broken

    @override
    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        self.asked.append(request)
        if self._broken is not None:
            raise self._broken
        return httpx2.Response(self._status, json=self._answer)


async def outcome(provider: Provider, request: Request) -> SmsUnsent | None:
    gateway = HttpGateway(request, "throw-away", transport=provider)
    try:
        await gateway.send(NUMBER, TEXT)
    except SmsUnsent as unsent:
        return unsent
    return None


async def test_values_are_put_into_the_declared_body_and_never_into_each_other() -> None:
    provider = Provider()
    request = Request("https://sms.example.cn/send", BODY)
    assert await outcome(provider, request) is None
    (asked,) = provider.asked
    assert json.loads(asked.content) == {
        "to": NUMBER,
        "content": {"text": TEXT},
        "key": "throw-away",
        "type": 1,
    }
    assert "Authorization" not in asked.headers


async def test_values_in_an_address_are_encoded_and_the_secret_goes_as_a_header() -> None:
    provider = Provider()
    await outcome(provider, Request("https://sms.example.cn/send?to={number}&text={text}"))
    (asked,) = provider.asked
    assert dict(asked.url.params) == {"to": NUMBER, "text": TEXT}
    assert asked.headers["Authorization"] == "Bearer throw-away"


@pytest.mark.parametrize(
    ("provider", "reason", "again"),
    [
        (Provider(broken=httpx2.ConnectError("")), SmsReason.GATEWAY_AWAY, True),
        (Provider(broken=httpx2.ReadTimeout("")), SmsReason.OUTCOME_UNKNOWN, False),
        (Provider(status=503), SmsReason.GATEWAY_REFUSED, True),
        (Provider(status=403), SmsReason.GATEWAY_REFUSED, False),
        (Provider(answer={"code": 7}), SmsReason.GATEWAY_REFUSED, False),
        (Provider(answer=[]), SmsReason.GATEWAY_REFUSED, False),
    ],
)
async def test_what_fails_says_whether_another_try_may_help(
    provider: Provider, reason: SmsReason, again: bool
) -> None:
    request = Request("https://sms.example.cn/", BODY, "code", "0")
    unsent = await outcome(provider, request)
    assert unsent is not None
    assert (unsent.reason, unsent.again) == (reason, again)


async def test_an_answer_that_names_success_is_success() -> None:
    request = Request("https://sms.example.cn/", BODY, "code", "0")
    assert await outcome(Provider(answer={"code": 0}), request) is None


def test_a_gateway_in_clear_is_refused() -> None:
    with pytest.raises(ValueError, match="https"):
        Request("http://sms.example.cn/send")
