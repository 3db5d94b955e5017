"""A private certificate authority: browsers give the microphone only over https they trust."""

import ipaddress
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from dispatch.adapters.host.account import Account
from dispatch.adapters.host.clock import utc_now
from dispatch.adapters.host.layout import Layout
from dispatch.adapters.host.refusal import Refusal

AUTHORITY_FOR = timedelta(days=3650)
SERVER_FOR = timedelta(days=397)
RENEW_BEFORE = timedelta(days=60)
# A station's clock may be slow; a certificate from its future would be refused.
VALID_SINCE = timedelta(days=1)
AUTHORITY_NAME = "Dispatch120 private authority"


@dataclass(frozen=True, slots=True)
class Issuer:
    """The authority: what everybody trusts, and the key that stays here."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


def ensure_certificates(
    layout: Layout, account: Account, hosts: Sequence[str], *, renew: bool = False
) -> bool:
    """Make the authority once, and a server certificate whenever the old one no longer serves.

    Args:
        layout: Where the centre lies.
        account: Asterisk's user, who reads the server's key.
        hosts: Addresses and names that browsers use, beside those it has already.
        renew: Make a new server certificate in any case. The authority stays.

    Returns:
        Whether a new server certificate was made.

    Raises:
        Refusal: ``authority_damaged`` when only one of the authority's two files can be read.
    """
    layout.certificates.mkdir(mode=0o755, parents=True, exist_ok=True)
    issuer = _ensure_authority(layout.certificates)
    present = layout.certificates / "server.crt"
    if not renew and _serves(present, issuer, hosts):
        return False
    names = sorted({*hosts, *(hosts_of(read_certificate(present)) if present.exists() else ())})
    _issue(layout.certificates, account, issuer, names)
    return True


def read_certificate(path: Path) -> x509.Certificate:
    """Read the first certificate of a PEM file."""
    return x509.load_pem_x509_certificate(path.read_bytes())


def fingerprint(certificate: x509.Certificate) -> str:
    """Give the SHA-256 fingerprint as people compare it, ``AB:CD:…``."""
    return certificate.fingerprint(hashes.SHA256()).hex(":").upper()


def hosts_of(certificate: x509.Certificate) -> list[str]:
    """List the addresses and names a certificate speaks for."""
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return sorted(str(name.value) for name in names)


def _ensure_authority(folder: Path) -> Issuer:
    certificate, key = folder / "ca.crt", folder / "ca.key"
    if certificate.exists() != key.exists():
        raise Refusal("authority_damaged", folder=folder)
    if not certificate.exists():
        issuer = _make_authority(utc_now())
        _write(key, _key_pem(issuer.key), 0o600)
        _write(certificate, _pem(issuer.certificate), 0o644)
    loaded = serialization.load_pem_private_key(key.read_bytes(), password=None)
    if not isinstance(loaded, ec.EllipticCurvePrivateKey):
        raise Refusal("authority_damaged", folder=folder)
    return Issuer(read_certificate(certificate), loaded)


def _make_authority(now: datetime) -> Issuer:
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(AUTHORITY_NAME)
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    certificate = (
        _builder(name, name, key.public_key(), now, AUTHORITY_FOR)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(identifier, critical=False)
        .sign(key, hashes.SHA256())
    )
    return Issuer(certificate, key)


def _issue(folder: Path, account: Account, issuer: Issuer, hosts: Sequence[str]) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    of_issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key())
    name, public = _name(hosts[0]), key.public_key()
    certificate = (
        _builder(name, issuer.certificate.subject, public, utc_now(), SERVER_FOR)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName(_alternative_names(hosts)), critical=False)
        .add_extension(of_issuer, critical=False)
        .sign(issuer.key, hashes.SHA256())
    )
    _write(folder / "server.key", _key_pem(key), 0o600)
    account.take(folder / "server.key")
    _write(folder / "server.crt", _pem(certificate) + _pem(issuer.certificate), 0o644)


def _serves(path: Path, issuer: Issuer, hosts: Sequence[str]) -> bool:
    if not path.exists() or not path.with_suffix(".key").exists():
        return False
    certificate = read_certificate(path)
    return (
        certificate.not_valid_after_utc - utc_now() > RENEW_BEFORE
        and set(hosts) <= set(hosts_of(certificate))
        and certificate.issuer == issuer.certificate.subject
    )


def _builder(
    name: x509.Name,
    issuer: x509.Name,
    public: ec.EllipticCurvePublicKey,
    now: datetime,
    lasts: timedelta,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder(issuer, name, public, x509.random_serial_number())
        .not_valid_before(now - VALID_SINCE)
        .not_valid_after(now + lasts)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _alternative_names(hosts: Iterable[str]) -> list[x509.GeneralName]:
    return [_alternative_name(host) for host in hosts]


def _alternative_name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text[:64])])


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _key_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _write(path: Path, content: bytes, mode: int) -> None:
    half = path.with_name(path.name + ".half")
    half.unlink(missing_ok=True)
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    half.replace(path)
