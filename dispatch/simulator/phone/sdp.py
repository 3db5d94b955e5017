"""Session descriptions of one G.711 stream. Source: RFC 8866."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dispatch.simulator.phone.key_press import TELEPHONE_EVENT

ALAW, ULAW = 8, 0
NAMES = {ALAW: "PCMA", ULAW: "PCMU"}
_ADDRESS = re.compile(rb"^c=IN IP[46] ([0-9A-Fa-f.:]{2,45})", re.MULTILINE)
_AUDIO = re.compile(rb"^m=audio (\d{1,5}) \S+ ([\d ]{1,100})", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Media:
    """Where a party wants its audio, and in which of the two laws (payload type)."""

    address: str
    port: int
    law: int


def describe(
    address: str,
    port: int,
    *,
    version: int,
    laws: Sequence[int] = (ALAW, ULAW),
    direction: str = "sendrecv",
) -> bytes:
    """Offer or answer one stream; the direction sendonly puts the other party on hold."""
    family = "IP6" if ":" in address else "IP4"
    lines = (
        "v=0",
        f"o=- 1 {version} IN {family} {address}",
        "s=-",
        f"c=IN {family} {address}",
        "t=0 0",
        f"m=audio {port} RTP/AVP {' '.join(map(str, (*laws, TELEPHONE_EVENT)))}",
        *(f"a=rtpmap:{law} {NAMES[law]}/8000" for law in laws),
        f"a=rtpmap:{TELEPHONE_EVENT} telephone-event/8000",
        "a=ptime:20",
        f"a={direction}",
    )
    return "".join(f"{line}\r\n" for line in lines).encode()


def find_media(body: bytes) -> Media | None:
    """Find where the other party wants its audio; None when it takes neither law."""
    address, audio = _ADDRESS.search(body), _AUDIO.search(body)
    if address is None or audio is None:
        return None
    port, formats = int(audio[1]), [int(word) for word in audio[2].split()]
    law = next((one for one in formats if one in NAMES), None)
    if port > 65535 or law is None:
        return None
    return Media(address[1].decode(), port, law)
