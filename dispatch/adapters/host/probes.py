"""Small questions to the parts of a centre, asked over the wires they really serve."""

import http.client
import os
import socket
import ssl
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from dispatch.adapters.host.refusal import Refusal

TIMEOUT_S = 3.0
ANSWER_BYTES = 65536


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """What a server said."""

    status: int
    body: bytes


def log_in_to_ami(host: str, port: int, user: str, secret: str) -> str:
    """Log in to an exchange's manager interface and off again.

    Returns:
        The banner, as ``Asterisk Call Manager/9.0.0``.

    Raises:
        OSError: Nothing answers there.
        Refusal: ``ami_refused`` when the exchange does not know the user or the secret.
    """
    with socket.create_connection((host, port), TIMEOUT_S) as connection:
        stream = connection.makefile("rwb")
        banner = stream.readline(ANSWER_BYTES).decode(errors="replace").strip()
        login = f"Action: Login\r\nUsername: {user}\r\nSecret: {secret}\r\nEvents: off\r\n\r\n"
        stream.write(login.encode())
        stream.flush()
        accepted = stream.readline(ANSWER_BYTES).strip() == b"Response: Success"
        if accepted:
            stream.write(b"Action: Logoff\r\n\r\n")
            stream.flush()
    if not accepted:
        raise Refusal("ami_refused", user=user)
    return banner


def ask_sip_options(host: str, port: int, *, timeout_s: float = TIMEOUT_S) -> str:
    """Ask an exchange for its SIP options over UDP.

    Returns:
        The status line of its answer. Any answer proves that it reads its socket.

    Raises:
        OSError: No answer in time.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as phone:
        phone.settimeout(timeout_s)
        phone.connect((host, port))
        phone.send(_options(host, port, phone.getsockname()))
        answer = phone.recv(ANSWER_BYTES)
    return answer.split(b"\r\n", 1)[0].decode(errors="replace")


def get(url: str, *, authority: Path | None = None, token: str | None = None) -> HttpAnswer:
    """Get one small page.

    Args:
        url: http or https.
        authority: The certificate authority that is trusted for https; only this one.
        token: Sent as a bearer token.

    Raises:
        OSError: Nothing answers, or (``ssl.SSLError``) its certificate is not trusted.
    """
    parts = urlsplit(url)
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    connection = _connection(parts.scheme, parts.hostname or "", parts.port, authority)
    try:
        connection.request("GET", parts.path or "/", headers=headers)
        answer = connection.getresponse()
        return HttpAnswer(answer.status, answer.read(ANSWER_BYTES))
    except http.client.HTTPException as error:
        raise OSError(f"no HTTP answer: {error!r}") from error
    finally:
        connection.close()


def _connection(
    scheme: str, host: str, port: int | None, authority: Path | None
) -> http.client.HTTPConnection:
    if scheme == "http":
        return http.client.HTTPConnection(host, port, timeout=TIMEOUT_S)
    trust = ssl.create_default_context(cafile=authority)
    return http.client.HTTPSConnection(host, port, timeout=TIMEOUT_S, context=trust)


def _options(host: str, port: int, local: tuple[str, int]) -> bytes:
    """A SIP OPTIONS request. Source: RFC 3261, section 11."""
    name = os.urandom(8).hex()
    return "\r\n".join(
        (
            f"OPTIONS sip:{host}:{port} SIP/2.0",
            f"Via: SIP/2.0/UDP {local[0]}:{local[1]};branch=z9hG4bK{name};rport",
            f"From: <sip:ready@{local[0]}>;tag={name}",
            f"To: <sip:{host}:{port}>",
            f"Call-ID: {name}@{local[0]}",
            "CSeq: 1 OPTIONS",
            f"Contact: <sip:ready@{local[0]}:{local[1]}>",
            "Max-Forwards: 5",
            "Accept: application/sdp",
            "Content-Length: 0",
            "\r\n",
        )
    ).encode()
