"""Recordings that really sound in a browser: files by address, in ranges, and their pictures."""

import io
import re
import wave
from typing import Any
from urllib.parse import parse_qs, urlsplit

import numpy as np
from playwright.sync_api import Page, Route

RATE_HZ = 8000
MEDIA = re.compile(r"/media/recordings/")


def tone(seconds: float, hz: float) -> bytes:
    """A stereo file: bursts of a tone on the left, an answer on the right."""
    at = np.arange(int(seconds * RATE_HZ)) / RATE_HZ
    left = 9000 * np.sin(2 * np.pi * hz * at) * (at % 4 < 2)
    right = 7000 * np.sin(2 * np.pi * 1.5 * hz * at) * (at % 4 > 2.5)
    samples = np.stack([left, right], axis=1).astype("<i2")
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(samples.tobytes())
    return target.getvalue()


def picture(length_ms: int, from_ms: int, to_ms: int, columns: int) -> dict[str, Any]:
    """A picture as the recorder gives it: never more columns than were asked for."""
    to_ms = min(to_ms, length_ms)
    count = max(1, min(columns, (to_ms - from_ms) // 10))
    at = from_ms / 1000 + np.arange(count) * (to_ms - from_ms) / 1000 / count
    loud = [60 * (at % 4 < 2), 45 * (at % 4 > 2.5)]
    ripple = 0.6 + 0.4 * np.abs(np.sin(at * 3))
    pairs = [np.stack([-one * ripple, one * ripple], axis=1).astype(int) for one in loud]
    return {
        "from_ms": from_ms,
        "to_ms": to_ms,
        "length_ms": length_ms,
        "channels": [one.reshape(-1).tolist() for one in pairs],
        "silences": [[20_000, 26_000]] if length_ms > 26_000 else [],
    }


class Sounding:
    """Gives every recording its sound, and remembers which pictures were asked for."""

    def __init__(self, page: Page, sounds: dict[str, bytes], length_ms: dict[str, int]) -> None:
        self._sounds = sounds
        self._length_ms = length_ms
        self.columns: list[int] = []
        page.route(MEDIA, self._give)

    def _give(self, route: Route) -> None:
        address = urlsplit(route.request.url)
        name, _, form = address.path.rsplit("/", 1)[-1].rpartition(".")
        if form == "peaks":
            query = parse_qs(address.query)
            asked = {key: int(query[key][0]) for key in ("from_ms", "to_ms", "columns")}
            self.columns.append(asked["columns"])
            told = picture(
                self._length_ms[name], asked["from_ms"], asked["to_ms"], asked["columns"]
            )
            route.fulfill(json=told)
            return
        _give_range(route, self._sounds[name])


def _give_range(route: Route, sound: bytes) -> None:
    match = re.match(r"bytes=(\d+)-(\d*)", route.request.headers.get("range", ""))
    first, last = (int(match[1]), int(match[2] or len(sound) - 1)) if match else (0, len(sound) - 1)
    headers = {"Accept-Ranges": "bytes", "Content-Type": "audio/wav"}
    if match:
        headers["Content-Range"] = f"bytes {first}-{last}/{len(sound)}"
    route.fulfill(status=206 if match else 200, headers=headers, body=sound[first : last + 1])
