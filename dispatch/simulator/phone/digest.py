"""Digest authentication, MD5 and SHA-256. Sources: RFC 8760, RFC 2617."""

import hashlib
import re
from dataclasses import dataclass

_FIELD = re.compile(r'(\w+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))')
_HASHES = {"MD5": "md5", "SHA-256": "sha256"}


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who a phone is."""

    user: str
    password: str


def answer_challenge(
    challenge: str, credentials: Credentials, *, method: str, uri: str, client_nonce: str
) -> str | None:
    """Make the Authorization value that answers a WWW-Authenticate value.

    Returns:
        None when the challenge asks for something unknown.
    """
    fields = {key.lower(): quoted or bare for key, quoted, bare in _FIELD.findall(challenge)}
    algorithm = fields.get("algorithm", "MD5").upper()
    if algorithm not in _HASHES or "nonce" not in fields:
        return None
    realm, nonce = fields.get("realm", ""), fields["nonce"]
    secret = _hash(algorithm, credentials.user, realm, credentials.password)
    asked = _hash(algorithm, method, uri)
    counted = ("00000001", client_nonce, "auth") if "qop" in fields else ()
    proof = _hash(algorithm, secret, nonce, *counted, asked)
    answer = (
        f'Digest username="{credentials.user}", realm="{realm}", nonce="{nonce}", uri="{uri}", '
        f'response="{proof}", algorithm={algorithm}'
    )
    if counted:
        answer += f', qop=auth, nc=00000001, cnonce="{client_nonce}"'
    if "opaque" in fields:
        answer += f', opaque="{fields["opaque"]}"'
    return answer


def _hash(algorithm: str, *parts: str) -> str:
    return hashlib.new(_HASHES[algorithm], ":".join(parts).encode()).hexdigest()
