"""Who reaches the manager interface from another host: named addresses, by TLS alone."""

from collections.abc import Iterator, Sequence
from ipaddress import ip_address
from pathlib import Path

from dispatch.adapters.asterisk.dialplan.safe import UnsafeValue, check_address, check_distinct
from dispatch.adapters.asterisk.dialplan.sections import Setting

LOOPBACK = "127.0.0.1"
# Asterisk 22 takes no other port for it, whatever tlsbindaddr and tlsbindport say.
ENCRYPTED_PORT = 5039


def check_ami_door(address: str | None, allowed: Sequence[str], certificate: Path | None) -> None:
    """Let pass no interface that is open to all or speaks in clear."""
    if address is None:
        return
    check_address("ami_address", address)
    for host in allowed:
        check_address("ami_allowed", host)
    check_distinct("ami_allowed", allowed)
    everywhere = ip_address(address).is_unspecified or any(
        ip_address(host).is_unspecified for host in allowed
    )
    if everywhere or not allowed or certificate is None:
        raise UnsafeValue(field="ami_address")


def list_permits(allowed: Sequence[str]) -> Iterator[Setting]:
    """Give the access list of both accounts: nobody, then this machine, then each server."""
    yield "deny", "0.0.0.0/0.0.0.0"
    yield "deny", "::/0"
    yield "permit", f"{LOOPBACK}/255.255.255.255"
    for host in allowed:
        yield "permit", f"{host}/{128 if ':' in host else '255.255.255.255'}"


def list_encrypted(
    address: str | None, certificate: Path | None, key: Path | None
) -> Iterator[Setting]:
    """Give the encrypted interface beside the one on loopback; nothing where nobody is let in."""
    if address is None:
        return
    yield "tlsenable", "yes"
    yield "tlsbindaddr", f"[{address}]" if ":" in address else address
    yield "tlscertfile", certificate
    yield "tlsprivatekey", key
