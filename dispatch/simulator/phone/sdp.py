"""Session descriptions of one A-law stream. Source: RFC 8866."""

import re
from dataclasses import dataclass

ALAW = 8
_ADDRESS = re.compile(rb"^c=IN IP[46] ([0-9A-Fa-f.:]{2,45})", re.MULTILINE)
_AUDIO = re.compile(rb"^m=audio (\d{1,5}) \S+ ([\d ]{1,100})", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Media:
    """Where a party wants its audio."""

    address: str
    port: int


def describe(address: str, port: int, *, version: int, direction: str = "sendrecv") -> bytes:
    """Offer or answer one A-law stream; the direction sendonly puts the other party on hold."""
    family = "IP6" if ":" in address else "IP4"
    lines = (
        "v=0",
        f"o=- 1 {version} IN {family} {address}",
        "s=-",
        f"c=IN {family} {address}",
        "t=0 0",
        f"m=audio {port} RTP/AVP {ALAW}",
        f"a=rtpmap:{ALAW} PCMA/8000",
        "a=ptime:20",
        f"a={direction}",
    )
    return "".join(f"{line}\r\n" for line in lines).encode()


def find_media(body: bytes) -> Media | None:
    """Find where the other party wants A-law; None when it does not take it."""
    address, audio = _ADDRESS.search(body), _AUDIO.search(body)
    if address is None or audio is None:
        return None
    port, formats = int(audio[1]), audio[2].split()
    if port > 65535 or str(ALAW).encode() not in formats:
        return None
    return Media(address[1].decode(), port)
