"""Texts that no keyboard makes, in every place where a text is taken."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from tests.contract.api.answers import Answer
from tests.contract.api.known_world import KnownWorld, bodies_of

HOSTILE = (
    r'"\u0000"',
    r'"a\u0000b"',
    r'"\ud800"',
    r'"\udfff\ud800"',
    '"﷽' + "\u202e" * 40 + '"',
    '"' + "9" * 400 + '"',
    "9" * 400,
    "-1e999",
    "NaN",
    "9223372036854775808",
    '"0001-01-01T00:00:00+14:00"',
    '"9999-12-31T23:59:59-14:00"',
    '"-4713-01-01T00:00:00Z"',
    "null",
    "[[]]",
    '{"\\ud800": 1}',
)
RAW = (
    b"",
    b"\xff\xfe",
    b'"\xed\xa0\x80"',
    b"{" * 100_000,
    b"[" * 100_000 + b"]" * 100_000,
    b'{"reason": ',
    b'{"reason": 1, "reason": 2}',
    b'{"\\ud800": 1, "a\\u0000": 2}',
    b"null",
    b"0" * 1000,
)
QUERIES = (
    "/key-patients?text=%00",
    "/key-patients?text=%ff%fe",
    "/key-patients?text=%ed%a0%80",
    "/calls?before=0001-01-01T00:00:00%2B14:00",
    "/calls?before=9999-12-31T23:59:59-14:00",
    "/calls?before=2025-01-01T00:00:00",
    "/calls?before=1e300",
    "/calls?number=%00",
    "/recordings?from=0001-01-01T00:00:00%2B14:00",
    "/recordings?to=9999-12-31T23:59:59-14:00",
    "/recordings?before=20251122-010203-node1-1.1",
    "/recordings?limit=99999999999999999999999",
    "/events?after=9223372036854775807",
    "/events?after=4611686018427387904&limit=1000",
    "/audit?before=4611686018427387904",
    "/calls/%00",
    "/recordings/%00/playback",
    "/%ff%fe",
    "/calls/../../boot.json",
)


def send(world: KnownWorld, operation: str, content: bytes) -> Answer:
    """Send bytes to an operation as somebody who may."""
    method, path = operation.split(" ")
    for name, known in world.ids.items():
        path = path.replace(f"{{{name}}}", str(known[0]))
    headers = {"Idempotency-Key": str(uuid4()), "Content-Type": "application/json"}
    role = "administrator" if path.startswith(("/people", "/site")) else "shift_leader"
    http = world.people[role].http
    answer = http.request(method, f"/api/v1{path}", content=content, headers=headers)
    return Answer(
        who=role,
        operation=operation,
        status=answer.status_code,
        media_type=answer.headers.get("content-type", ""),
        body=answer.content,
        asked=f"{operation} {content[:120]!r}",
    )


def spoilt(body: dict[str, Any], turn: int) -> Iterator[bytes]:
    """The body with one field after the other replaced by every fourth hostile value.

    Operations take turns, so that fields of one kind meet all of them.
    """
    for place, name in enumerate(body):
        for value in HOSTILE[(turn + place) % 4 :: 4]:
            marked = json.dumps(body | {name: "@"}, ensure_ascii=False)
            yield marked.replace('"@"', value).encode()


def test_no_text_number_or_instant_in_any_field_breaks_the_server(world: KnownWorld):
    bodies = {what: body for what, body in bodies_of(world).items() if "/session" not in what}
    answers = [
        send(world, what, text)
        for turn, (what, body) in enumerate(bodies.items())
        for text in spoilt(body, turn)
    ]
    assert [answer.fault for answer in answers if answer.fault] == []


def test_no_bytes_in_place_of_json_break_the_server(world: KnownWorld):
    answers = [send(world, what, raw) for what in bodies_of(world) for raw in RAW]
    assert [answer.fault for answer in answers if answer.fault] == []


@pytest.mark.parametrize("query", QUERIES)
def test_no_address_breaks_the_server(world: KnownWorld, query: str):
    answer = send(world, f"GET {query}", b"")
    assert answer.fault is None
