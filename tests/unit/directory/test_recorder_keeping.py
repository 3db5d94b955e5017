"""What recorders say of their keeping, and their refusals in the centre's words."""

import json

import httpx2
import pytest

from dispatch.adapters.recorder_keeping import HttpRecordingKeeper
from dispatch.domain.recording_keeping import REFUSALS
from dispatch.ports.recordings import RecorderAway, RecordingNotFound

NAME = "20251122-120000-node1-1763784000.1"
FORECAST = {"days_left": 40, "bytes_a_day": 5, "free_bytes": 200, "basis": "history", "more": 1}
KEEPING = {
    "stores": [
        {"place": "/state", "kind": "own", "is_there": True, "forecast": FORECAST},
        {"place": "/second", "kind": "second", "is_there": False, "forecast": None},
    ],
    "places": [],
    "second_due": 3,
    "archive_due": 4,
    "archive_lags": 1,
    "holds": [],
    "asked": [],
}
VERDICT = {"recording": NAME, "class_name": "radio", "days": 365, "goes": False, "why": "held"}


def keeper(answer: httpx2.Response | Exception) -> HttpRecordingKeeper:
    def tell(request: httpx2.Request) -> httpx2.Response:
        if isinstance(answer, Exception):
            raise answer
        if request.url.path == "/retention":
            return httpx2.Response(200, json={"verdicts": [VERDICT]})
        return answer

    return HttpRecordingKeeper({"node1": "http://node1"}, "token", httpx2.MockTransport(tell))


async def test_stores_and_what_outlived_its_class_are_told():
    (told,) = await keeper(httpx2.Response(200, json=KEEPING)).list_keeping()
    assert [(one.kind, one.days_left) for one in told.stores] == [("own", 40), ("second", None)]
    assert (told.second_due, told.archive_due, told.archive_lags) == (3, 4, 1)
    assert [(one.class_name, one.why) for one in told.outlived] == [("radio", "held")]


async def test_a_recorder_that_is_away_is_named():
    (told,) = await keeper(httpx2.ConnectError("away")).list_keeping()
    assert (told.exchange, told.is_away) == ("node1", True)


@pytest.mark.parametrize("code", sorted(REFUSALS))
async def test_a_refusal_keeps_its_meaning(code: str):
    with pytest.raises(REFUSALS[code]):
        await keeper(httpx2.Response(409, json={"code": code})).confirm_deletion(NAME, by="1")


@pytest.mark.parametrize(("status", "refusal"), [(404, RecordingNotFound), (500, RecorderAway)])
async def test_what_nobody_knows_and_what_fails_are_told_apart(
    status: int, refusal: type[Exception]
):
    with pytest.raises(refusal):
        await keeper(httpx2.Response(status, json={"code": "-"})).hold(NAME, by="1", reason="why")


async def test_who_and_why_reach_the_recorder():
    said: list[object] = []

    def tell(request: httpx2.Request) -> httpx2.Response:
        said.append((request.method, request.url.path, json.loads(request.content)))
        return httpx2.Response(200, json={"done": True})

    one = HttpRecordingKeeper({"node1": "http://node1"}, "token", httpx2.MockTransport(tell))
    await one.release(NAME, by="1001", reason="settled")
    act = {"by": "1001", "reason": "settled"}
    assert said == [("PUT", f"/recordings/{NAME}/release", act)]
