"""Which ports the centre needs, whether they are free, and who holds one that is not."""

import errno
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from dispatch.adapters.asterisk.dialplan.ami_hosts import ENCRYPTED_PORT
from dispatch.adapters.host.refusal import Refusal
from dispatch.config import Boot

LISTENING = {"tcp": "0A", "udp": "07"}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address the centre listens on, and which part of it."""

    kind: Literal["tcp", "udp"]
    host: str
    port: int
    part: str


def list_endpoints(boot: Boot) -> list[Endpoint]:
    """List every address the parts of a centre bind on this machine, speech ports aside."""
    servers = [Endpoint("tcp", one.host, one.port, one.name) for one in boot.servers_here]
    exchanges = [
        endpoint
        for one in boot.exchanges_here
        for endpoint in (
            Endpoint("udp", one.host, one.sip_port, one.name),
            Endpoint("tcp", "127.0.0.1", one.ami_port, one.name),
            Endpoint("tcp", one.host, one.http_port, one.name),
            _at(one.recorder_url, f"recorder-{one.name}"),
        )
    ]
    doors = [
        Endpoint("tcp", one.ami_host, ENCRYPTED_PORT, one.name)
        for one in boot.exchanges_here
        if one.ami_host is not None
    ]
    roads = [_at(boot.roads.url, "roads")] if boot.roads else []
    links = boot.location_links
    page = [Endpoint("tcp", links.host, links.port, "link-page")] if links and links.here else []
    terminals = [Endpoint("tcp", one.host, one.port, one.name) for one in boot.terminal_ports]
    return servers + exchanges + doors + roads + page + terminals


def refuse_taken_ports(boot: Boot) -> None:
    """Refuse to start when an address is taken or is not ours.

    Raises:
        Refusal: ``port_taken`` (with the program that holds it, if it can be seen) or
            ``address_not_here``.
    """
    for endpoint in list_endpoints(boot):
        fault = find_fault(endpoint)
        if fault == errno.EADDRNOTAVAIL:
            raise Refusal("address_not_here", address=endpoint.host)
        if fault == errno.EACCES:
            raise Refusal("port_forbidden", port=endpoint.port, part=endpoint.part)
        if fault is not None:
            holder = find_holder(endpoint) or "?"
            raise Refusal(
                "port_taken",
                address=f"{endpoint.host}:{endpoint.port}/{endpoint.kind}",
                part=endpoint.part,
                holder=holder,
            )


def find_fault(endpoint: Endpoint) -> int | None:
    """Try to bind; give the system's error number, None when the address is free."""
    family = socket.AF_INET6 if ":" in endpoint.host else socket.AF_INET
    kind = socket.SOCK_STREAM if endpoint.kind == "tcp" else socket.SOCK_DGRAM
    with socket.socket(family, kind) as probe:
        if endpoint.kind == "tcp":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((endpoint.host, endpoint.port))
        except OSError as error:
            return error.errno
    return None


def find_holder(endpoint: Endpoint) -> str | None:
    """Name the program that holds an address, as ``name (pid)``, where we may look."""
    links = {f"socket:[{inode}]" for inode in _inodes(endpoint)}
    for descriptors in Path("/proc").glob("[0-9]*/fd"):
        if links & _targets(descriptors):
            return f"{_program(descriptors.parent)} ({descriptors.parent.name})"
    return None


def _at(url: str, part: str) -> Endpoint:
    parts = urlsplit(url)
    return Endpoint("tcp", parts.hostname or "127.0.0.1", parts.port or 80, part)


def _inodes(endpoint: Endpoint) -> Iterator[str]:
    suffix = f":{endpoint.port:04X}"
    for table in (endpoint.kind, endpoint.kind + "6"):
        for line in _lines(Path("/proc/net") / table):
            fields = line.split()
            if fields[1].endswith(suffix) and fields[3] == LISTENING[endpoint.kind]:
                yield fields[9]


def _lines(table: Path) -> list[str]:
    try:
        return table.read_text(encoding="ascii").splitlines()[1:]
    except OSError:
        return []


def _targets(descriptors: Path) -> set[str]:
    try:
        return set(map(_target, descriptors.iterdir()))
    except OSError:
        return set()  # another user's program, or one that has just ended


def _target(descriptor: Path) -> str:
    try:
        return str(descriptor.readlink())
    except OSError:
        return ""  # closed since it was listed


def _program(process: Path) -> str:
    try:
        return (process / "comm").read_text(encoding="utf-8").strip()
    except OSError:
        return "?"


def is_own_address(host: str) -> bool:
    """Tell whether this machine has an address."""
    return find_fault(Endpoint("tcp", host, 0, "")) != errno.EADDRNOTAVAIL
