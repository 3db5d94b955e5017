"""What telephones and forwarding servers tell over HTTP, by the whole way of a request."""

import asyncio
import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from typing_extensions import override

from gis.fleet.emergencies import Emergencies, Pressed
from gis.fleet.http_port import HttpFeed
from gis.fleet.roll import Roll
from tests.fuzz.guided import ROOT, Target
from tests.unit.positions.test_http_fixes import CLIENT, FORWARDED

NOW = datetime(2026, 11, 22, 6, 15, 31, tzinfo=UTC)
TOKENS = {"KNOWN1": b"known", "AMB01": b"first", "AMB02": b"second", "traccar": b"servers"}
STATUSES = {200, 400, 401, 403, 413, 429}
ASKED = {"id": "AMB01", "lat": "33.6", "lon": "119.03", "timestamp": "1795328130"} | {
    "speed": "20",
    "bearing": "90",
    "accuracy": "5",
    "hdop": "0.9",
    "valid": "true",
}
LOOP = asyncio.new_event_loop()


class StillClock:
    """A clock that goes where it is put."""

    def __init__(self) -> None:
        self.s = 0.0

    def now(self) -> datetime:
        """The instant."""
        return NOW

    def monotonic_s(self) -> float:
        """Seconds."""
        return self.s


class KeptAtOnce(Emergencies):
    """Takes every key without a database."""

    @override
    async def hear(self, told: Pressed) -> None:
        assert told.device


def _feed() -> tuple[HttpFeed, Roll]:
    roll = Roll("http", frozenset({"traccar"}))
    roll.learn({name: sha256(token).digest() for name, token in TOKENS.items()})
    feed = HttpFeed("http", "", StillClock(), roll, address="here")
    feed.emergencies = KeptAtOnce("http", "", StillClock())
    return feed, roll


def _request(query: bytes, body: bytes, kind: str) -> Request:
    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    headers = [(b"content-type", kind.encode()), (b"host", b"centre")]
    scope = {"type": "http", "method": "POST", "path": "/", "headers": headers, "scheme": "http"}
    return Request(scope | {"query_string": query, "client": ("10.0.0.1", 1)}, receive)


def _tell(feed: HttpFeed, token: str, query: bytes, body: bytes = b"", kind: str = "") -> int:
    answer = LOOP.run_until_complete(feed.answer(token, _request(query, body, kind)))
    assert answer.status_code in STATUSES
    return answer.status_code


def _known(feed: HttpFeed, lat: str, at: int) -> None:
    """Have the known telephone say where it is: it is heard whatever was said by others."""
    asked = ASKED | {"id": "KNOWN1", "lat": lat, "timestamp": str(at)}
    waiting = feed.writer.waiting
    assert _tell(feed, "known", urlencode(asked).encode()) == 200
    assert feed.writer.waiting == waiting + 1
    assert any(one.device == "KNOWN1" for one in feed.picture.latest)


def read_request(token: str, query: bytes, body: bytes, kind: str) -> None:
    """Let a port have one request between two of a telephone that is known."""
    feed, roll = _feed()
    _known(feed, "33.5", 1795328128)
    _tell(feed, token, query, body, kind)
    _known(feed, "33.5002", 1795328130)
    assert {one.device for one in feed.picture.latest} <= TOKENS.keys() - {"traccar"}
    assert len(roll._tries) <= 1
    assert feed.state().port is not None


def read_query(data: bytes) -> None:
    """Have a query or a form read: the first byte says which."""
    how, said = data[0], data[1:]
    if how & 1:
        read_request("first", b"", said, "application/x-www-form-urlencoded")
    else:
        read_request("" if how & 2 else "first", _of_an_address(said), b"", "")


def _of_an_address(said: bytes) -> bytes:
    """Give what a server's parser lets through as a query: printable ASCII, no blanks."""
    return bytes(one for one in said if 0x21 <= one <= 0x7E)


def read_body(data: bytes) -> None:
    """Have a JSON body read: the first byte says whose token it brings."""
    token = ("servers", "first", "wrong")[data[0] % 3]
    read_request(token, b"", data[1:], "application/json")


def _json(said: object) -> bytes:
    return json.dumps(said, ensure_ascii=False).encode()


def _queries() -> list[bytes]:
    whole = urlencode(ASKED).encode()
    at = urlencode(ASKED | {"timestamp": "2026-11-22T06:15:30Z", "location": "33.6,119.03"})
    return [
        bytes([how]) + one
        for how in (0, 1)
        for one in (whole, at.encode(), b"id=AMB01", b"deviceid=AMB01&location=33.6,119.03")
    ] + [b"\2token=first&" + whole]


TARGET_FILES = tuple(str(ROOT / "gis" / one) for one in ("feeds/http_fixes", "fleet/http_port"))
NUMBERS = b"nan -inf 1e400 -1 181 91 0 99999999999999 " + b"1" * 400
ASKING = b"& = %00 %ff %E6 + lat= lon= timestamp= id= speed= hdop= accuracy= location= " + NUMBERS
MARKS = (
    rb"""{ } [ ] " null true NaN Infinity \ud800 "fixTime": "uniqueId": "latitude": """ + NUMBERS
)
OSMAND = Target(
    name="osmand",
    watched=(*TARGET_FILES, str(ROOT / "gis" / "fleet" / "gates")),
    read=read_query,
    written=_queries(),
    words=(b"0001-01-01T00:00:00+14:00", *ASKING.split()),
)
FORWARDING = Target(
    name="forwarded",
    watched=OSMAND.watched,
    read=read_body,
    written=[bytes([how]) + _json(one) for how in (0, 1, 2) for one in (CLIENT, FORWARDED, {})],
    words=(b"[" * 300, b'{"location":' * 40, b'"9999-12-31T23:59:59-14:00"', *MARKS.split()),
)
