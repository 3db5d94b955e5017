"""The command line asks the recorder that is running."""

import json
from datetime import datetime
from threading import Event
from typing import Any, Final
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from recorder.config import Settings
from recorder.errors import ChannelNotFound, RecorderAway

_WITHIN_S: Final = 5.0
_TEST_TURNS: Final = 40
_TURN_S: Final = 0.25


def ask_recorder(settings: Settings, method: str, path: str) -> dict[str, Any]:
    """Its answer; raises `RecorderAway`, `ChannelNotFound`."""
    headers = {"Authorization": f"Bearer {settings.secret('recorder_api')}"}
    request = Request(settings.exchange.recorder_url + path, headers=headers, method=method)  # noqa: S310 - boot.toml says where
    try:
        with urlopen(request, timeout=_WITHIN_S) as answer:  # noqa: S310
            told: dict[str, Any] = json.loads(answer.read())
            return told
    except HTTPError as error:
        if error.code == 404:
            raise ChannelNotFound(path) from error
        raise RecorderAway(f"{path}: {error.code}") from error
    except (URLError, OSError) as error:
        raise RecorderAway(settings.exchange.recorder_url) from error


def await_test(settings: Settings, channel: str) -> str:
    """Begin a test tone and wait for what it says; `away` where it says nothing in time."""
    before = _tested_at(settings, channel)
    ask_recorder(settings, "POST", f"/channels/{channel}/test")
    turn = Event()
    for _ in range(_TEST_TURNS):
        turn.wait(_TURN_S)
        told = _find(settings, channel)
        if told["test"] is not None and _instant(told) != before:
            return str(told["test"])
    return "away"


def _tested_at(settings: Settings, channel: str) -> datetime | None:
    return _instant(_find(settings, channel))


def _instant(told: dict[str, Any]) -> datetime | None:
    return None if told["tested_at"] is None else datetime.fromisoformat(told["tested_at"])


def _find(settings: Settings, channel: str) -> dict[str, Any]:
    channels = ask_recorder(settings, "GET", "/channels")["channels"]
    for one in channels:
        if one["name"] == channel:
            found: dict[str, Any] = one
            return found
    raise ChannelNotFound(channel)
