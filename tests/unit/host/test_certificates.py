"""The private authority and its server certificate, tried in real TLS hand-shakes."""

import os
import socket
import ssl
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from dispatch.adapters.host import certificates
from dispatch.adapters.host.account import Account
from dispatch.adapters.host.certificates import ensure_certificates, hosts_of, read_certificate
from dispatch.adapters.host.clock import utc_now
from dispatch.adapters.host.layout import Layout
from dispatch.adapters.host.refusal import Refusal

OURSELVES = Account((), os.geteuid(), os.getegid())


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    layout = Layout(tmp_path)
    ensure_certificates(layout, OURSELVES, ["127.0.0.1", "centre.example"])
    return layout


def _hand_shake(layout: Layout, host: str, *, authority: Path) -> str | None:
    """Speak TLS with a server that shows our certificate; give the protocol's name."""
    server_side, client_side = socket.socketpair()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    folder = layout.certificates
    context.load_cert_chain(folder / "server.crt", folder / "server.key")

    def serve() -> None:
        try:
            context.wrap_socket(server_side, server_side=True).close()
        except (OSError, ssl.SSLError):
            server_side.close()

    thread = threading.Thread(target=serve)
    thread.start()
    trust = ssl.create_default_context(cafile=authority)
    try:
        with trust.wrap_socket(client_side, server_hostname=host) as client:
            return client.version()
    finally:
        client_side.close()
        thread.join(10)


@pytest.mark.parametrize("host", ["127.0.0.1", "centre.example"])
def test_who_trusts_the_authority_trusts_the_server(layout: Layout, host: str) -> None:
    authority = layout.certificates / "ca.crt"
    assert _hand_shake(layout, host, authority=authority) == "TLSv1.3"


def test_another_address_is_not_covered(layout: Layout) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        _hand_shake(layout, "127.0.0.2", authority=layout.certificates / "ca.crt")


def test_another_authority_is_not_trusted(layout: Layout, tmp_path: Path) -> None:
    other = Layout(tmp_path / "other")
    ensure_certificates(other, OURSELVES, ["127.0.0.1"])
    with pytest.raises(ssl.SSLCertVerificationError):
        _hand_shake(layout, "127.0.0.1", authority=other.certificates / "ca.crt")


def test_keys_are_for_their_owner_only(layout: Layout) -> None:
    modes = {path.name: path.stat().st_mode & 0o777 for path in layout.certificates.iterdir()}
    assert modes == {"ca.crt": 0o644, "ca.key": 0o600, "server.crt": 0o644, "server.key": 0o600}


def test_nothing_changes_while_the_certificate_serves(layout: Layout) -> None:
    before = (layout.certificates / "server.crt").read_bytes()
    assert not ensure_certificates(layout, OURSELVES, ["127.0.0.1"])
    assert (layout.certificates / "server.crt").read_bytes() == before


def test_a_renewal_keeps_the_authority_and_every_name(layout: Layout) -> None:
    authority = (layout.certificates / "ca.crt").read_bytes()
    assert ensure_certificates(layout, OURSELVES, ["192.0.2.7"])
    assert (layout.certificates / "ca.crt").read_bytes() == authority
    hosts = hosts_of(read_certificate(layout.certificates / "server.crt"))
    assert hosts == ["127.0.0.1", "192.0.2.7", "centre.example"]
    assert _hand_shake(layout, "127.0.0.1", authority=layout.certificates / "ca.crt")


def test_an_old_certificate_is_renewed_in_time(
    layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = utc_now() + timedelta(days=340)
    monkeypatch.setattr(certificates, "utc_now", lambda: late)
    assert ensure_certificates(layout, OURSELVES, ["127.0.0.1"])


def test_half_an_authority_is_a_fault(layout: Layout) -> None:
    (layout.certificates / "ca.key").unlink()
    with pytest.raises(Refusal, match="authority_damaged"):
        ensure_certificates(layout, OURSELVES, ["127.0.0.1"])
