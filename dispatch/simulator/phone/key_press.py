"""A key of a telephone as RTP carries it. Source: RFC 4733."""

import struct

TELEPHONE_EVENT = 101
KEYS = "0123456789*#"
_EVENT = struct.Struct("!BBH")
_END, _VOLUME = 0x80, 10
_STEP_TICKS, _STEPS, _LAST_AGAIN = 160, 8, 3


def press(key: str) -> list[bytes]:
    """Give the payloads of one press: how long it lasts so far, and its end three times over."""
    event = KEYS.index(key)
    lasting = [_EVENT.pack(event, _VOLUME, step * _STEP_TICKS) for step in range(1, _STEPS + 1)]
    return [*lasting, *[_EVENT.pack(event, _VOLUME | _END, _STEPS * _STEP_TICKS)] * _LAST_AGAIN]


def key_of(payload: bytes) -> str:
    """Give the key of one payload; a question mark where it is none."""
    return KEYS[payload[0]] if payload[0] < len(KEYS) else "?"
