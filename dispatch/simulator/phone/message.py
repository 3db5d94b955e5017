"""SIP messages as values: bytes in, message or damage out. Source: RFC 3261."""

from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_MESSAGE = 65_535
MOST_HEADERS = 200
_SHORT_NAMES = {
    "v": "via",
    "f": "from",
    "t": "to",
    "i": "call-id",
    "m": "contact",
    "l": "content-length",
    "c": "content-type",
    "k": "supported",
    "s": "subject",
    "e": "content-encoding",
}

Header = tuple[str, str]


@dataclass(frozen=True, slots=True)
class SipDamage:
    """A datagram that is no SIP message."""

    why: str


@dataclass(frozen=True, slots=True)
class SipMessage:
    """A request or a response. Bytes that are not UTF-8 survive as surrogates."""

    start: str
    headers: tuple[Header, ...]
    body: bytes = b""

    @property
    def status(self) -> int | None:
        """Status of a response; None for a request."""
        words = self.start.split(" ", 2)
        return int(words[1]) if words[0] == "SIP/2.0" else None

    @property
    def method(self) -> str:
        """Method of a request, or of the request that a response answers."""
        if self.status is None:
            return self.start.split(" ", 1)[0]
        return self.first("cseq").split(" ")[-1]

    @property
    def call_id(self) -> str:
        """What all messages of one call share."""
        return self.first("call-id")

    def first(self, name: str) -> str:
        """Give the first value of a header, empty when it is not there."""
        return next(iter(self.every(name)), "")

    def every(self, name: str) -> list[str]:
        """Give all values of a header, in order."""
        return [value for key, value in self.headers if _full_name(key) == name.lower()]

    def to_bytes(self) -> bytes:
        """Write it, with its length."""
        lines = [self.start, *(f"{key}: {value}" for key, value in self.headers)]
        head = "\r\n".join((*lines, f"Content-Length: {len(self.body)}", "", ""))
        return head.encode("utf-8", "surrogateescape") + self.body


def parse_message(data: bytes) -> SipMessage | SipDamage:
    """Read one datagram."""
    if len(data) > LONGEST_MESSAGE:
        return SipDamage("too long")
    head, _, body = data.partition(b"\r\n\r\n")
    lines = _unfold(head.decode("utf-8", "surrogateescape").split("\r\n"))
    if len(lines) > MOST_HEADERS:
        return SipDamage("too many headers")
    if not _is_start(lines[0]):
        return SipDamage("no start line")
    headers = [_header(line) for line in lines[1:]]
    if None in headers:
        return SipDamage("a header without a colon")
    message = SipMessage(lines[0], tuple(header for header in headers if header), body)
    return _check(message)


def request(method: str, uri: str, headers: Iterable[Header], body: bytes = b"") -> SipMessage:
    """Make a request."""
    return SipMessage(f"{method} {uri} SIP/2.0", tuple(headers), body)


def response(
    to: SipMessage,
    status: int,
    reason: str,
    extra: Iterable[Header] = (),
    *,
    tag: str = "",
    body: bytes = b"",
) -> SipMessage:
    """Answer a request; a tag goes to the To header when it has none."""
    addressed = to.first("to")
    if tag and ";tag=" not in addressed:
        addressed = f"{addressed};tag={tag}"
    copied = [("Via", via) for via in to.every("via")]
    copied += [("From", to.first("from")), ("To", addressed)]
    copied += [("Call-ID", to.call_id), ("CSeq", to.first("cseq"))]
    return SipMessage(f"SIP/2.0 {status} {reason}", (*copied, *extra), body)


def tag_of(address: str) -> str:
    """Give the tag of a From or To header."""
    return _parameter(address, "tag")


def uri_of(address: str) -> str:
    """Give the URI of an address header, without display name and parameters."""
    if "<" in address:
        return address.partition("<")[2].partition(">")[0]
    return address.partition(";")[0].strip()


def user_of(address: str) -> str:
    """Give the user part of an address header's URI."""
    return uri_of(address).removeprefix("sip:").partition("@")[0]


def _parameter(address: str, name: str) -> str:
    parts = address.rpartition(">")[2].split(";")
    return next((part.partition("=")[2] for part in parts if part.startswith(f"{name}=")), "")


def _full_name(name: str) -> str:
    lower = name.lower()
    return _SHORT_NAMES.get(lower, lower)


def _unfold(lines: list[str]) -> list[str]:
    unfolded: list[str] = []
    for line in lines:
        if line[:1] in {" ", "\t"} and unfolded:
            unfolded[-1] += " " + line.strip()
        else:
            unfolded.append(line)
    return unfolded


def _header(line: str) -> Header | None:
    name, colon, value = line.partition(":")
    return (name.strip(), value.strip()) if colon else None


def _is_start(line: str) -> bool:
    words = line.split(" ", 2)
    if len(words) != 3:
        return False
    if words[0] == "SIP/2.0":
        return len(words[1]) == 3 and words[1].isascii() and words[1].isdigit()
    return words[2] == "SIP/2.0" and words[0].isalpha()


def _check(message: SipMessage) -> SipMessage | SipDamage:
    number = message.first("cseq").partition(" ")[0]
    if not (number.isascii() and number.isdigit() and len(number) < 11):
        return SipDamage("no CSeq")
    for name in ("call-id", "from", "to"):
        if not message.first(name):
            return SipDamage(f"no {name}")
    return message
