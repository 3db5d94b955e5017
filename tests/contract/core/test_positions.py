"""Positions over the whole chain: a serial line, the feed, the database, a server, a client."""

import json
import time
from collections.abc import Iterator
from typing import Any

from websockets.sync.client import connect

from dispatch.adapters.clock import SystemClock
from dispatch.bench.fleet_at_work import line_of
from dispatch.simulator.driving.nmea import tell_fix
from dispatch.simulator.driving.track import Whereabouts
from gis.datum import Wgs84
from tests.centre import Centre

HERE = Whereabouts(Wgs84(119.0301, 33.6002), 36.0, 90.0)
LISTEN_AT_MOST_S = 40.0


def _messages(centre: Centre) -> Iterator[dict[str, Any]]:
    """Watch positions on the first server, and let a vehicle tell where it is all the while."""
    person = centre.sign_in("2003")
    board = person.get("/board")
    hello = {
        "type": "hello",
        "token": person.session["token"],
        "protocol_version": 1,
        "after": {"epoch": board["epoch"], "n": board["last"]},
    }
    give_up_at = time.monotonic() + LISTEN_AT_MOST_S
    url = centre.urls[0].replace("http", "ws", 1) + "/api/v1/stream"
    with line_of(centre) as line, connect(url, open_timeout=5) as socket:
        socket.send(json.dumps(hello))
        socket.send("not understood")
        socket.send(json.dumps({"type": "watch_positions", "watch": True}))
        while time.monotonic() < give_up_at:
            line.write(tell_fix("WATCHED", HERE, SystemClock().now()))
            yield json.loads(socket.recv(timeout=10))


def test_a_vehicle_on_a_serial_line_is_seen_by_who_watches_and_events_go_on(centre: Centre) -> None:
    kinds, seen = set(), None
    for message in _messages(centre):
        kinds.add(message["type"])
        told = message.get("positions", [])
        seen = next((one for one in told if one["device"] == "WATCHED"), seen)
        if seen is not None and "watermark" in kinds:
            break
    assert seen is not None
    assert (seen["lon"], seen["lat"], seen["feed"]) == (119.0301, 33.6002, "serial-1")
    assert seen["age_s"] < LISTEN_AT_MOST_S
    assert "closed" not in kinds
