"""A signed statement of how a log stood: one line of text, that can be sent, printed and typed.

`dispatch120-checkpoint-1 LOG SIZE ROOT TIME OFFSET_US KEY SIGNATURE`; root and key in hexadecimal,
`-` where the clock's offset is not known. The signature (Ed25519, RFC 8032, base64) is over all
that stands before it, without the last space.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

MAX_LINE_CHARACTERS: Final = 400
_LINE: Final = re.compile(
    r"(?P<said>dispatch120-checkpoint-1 (?P<log>[A-Za-z0-9][A-Za-z0-9_-]{0,30})"
    r" (?P<size>0|[1-9][0-9]{0,14}) (?P<root>[0-9a-f]{64})"
    r" (?P<at>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\.[0-9]{6}Z) (?P<offset_us>-|-?[0-9]{1,15})"
    r" (?P<key>[0-9a-f]{16})) (?P<signature>[A-Za-z0-9+/]{86}==)"
)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What one line says; whether it is true is another question."""

    line: str
    said: str
    log: str
    size: int
    root: str
    at: str
    key: str
    signature: bytes

    @classmethod
    def parse(cls, line: str) -> Self | None:
        """Read a line; None where it is none."""
        match = _LINE.fullmatch(line)
        if match is None:
            return None
        try:
            signature = base64.b64decode(match["signature"], validate=True)
        except binascii.Error:
            return None
        if base64.b64encode(signature).decode() != match["signature"]:
            return None  # spare bits: the same signature must not have two texts
        size = int(match["size"])
        parts = match["log"], size, match["root"], match["at"], match["key"]
        return cls(line, match["said"], *parts, signature)

    def is_signed_by(self, keys: Iterable["PublicKey"]) -> bool:
        """Whether one of these keys signed exactly this."""
        return any(key.id == self.key and key.verifies(self) for key in keys)


class PublicKey:
    """What everybody may know."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.id = hashlib.sha256(raw).hexdigest()[:16]
        self._key = Ed25519PublicKey.from_public_bytes(raw)

    def verifies(self, checkpoint: Checkpoint) -> bool:
        """Whether the signature fits what is said."""
        try:
            self._key.verify(checkpoint.signature, checkpoint.said.encode())
        except InvalidSignature:
            return False
        return True


class SigningKey:
    """The recorder's own, from a seed of 32 bytes."""

    def __init__(self, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = PublicKey(self._key.public_key().public_bytes_raw())

    @classmethod
    def from_secret(cls, text: str) -> Self:
        """From a secret of the state folder: 32 bytes in base64url; raises ValueError."""
        return cls(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))

    def sign(
        self, *, log: str, size: int, root: bytes, at: str, clock_offset_us: int | None
    ) -> Checkpoint:
        """Sign how the log stands."""
        offset = "-" if clock_offset_us is None else str(clock_offset_us)
        said = f"dispatch120-checkpoint-1 {log} {size} {root.hex()} {at} {offset} {self.public.id}"
        signature = self._key.sign(said.encode())
        line = f"{said} {base64.b64encode(signature).decode()}"
        return Checkpoint(line, said, log, size, root.hex(), at, self.public.id, signature)
