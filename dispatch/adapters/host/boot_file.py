"""boot.toml: planned from a mode and an address, written whole."""

import json
import os
import socket
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urlsplit

from dispatch.adapters.host.layout import Layout
from dispatch.config import Boot, Certificates, Exchange

LOOPBACK = ("127.0.0.1", "127.0.0.2")
DEFAULT_ZONE = "Asia/Shanghai"
DATABASE_PORT = 5432
DATABASE_NAME = "dispatch120"
RTP_PORTS = 1000
DEMO_BALLAST_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Ports:
    """Every port of a centre on one machine.

    Attributes:
        servers: One for each of the two servers; they may be equal on loopback, where the
            servers have an address each.
        sip: Exchange, UDP.
        ami: Exchange's manager interface, loopback only.
        http: Exchange's web socket.
        recorder: Loopback only.
        rtp_first: First of 1000 for speech, UDP.
        roads: The process that knows the roads, loopback only.
        links: The page of location links.
        terminals: Vehicle terminals on JT/T 808.
        second: Of a second exchange beside the first; None takes the usual ones.
    """

    servers: tuple[int, int] = (8120, 8120)
    sip: int = 5160
    ami: int = 5138
    http: int = 8188
    recorder: int = 8130
    rtp_first: int = 20000
    roads: int = 8140
    links: int = 8150
    terminals: int = 8160
    second: "Ports | None" = None

    def of_exchange(self, place: int) -> "Ports":
        """Give the ports of the first exchange (0) or of the second (1)."""
        if place == 0:
            return self
        return self.second or Ports(sip=5161, ami=5139, http=8189, recorder=8131, rtp_first=21000)


def choose_free_ports() -> Ports:
    """Choose ports nobody uses now, for tests and benches."""
    with _Sockets() as sockets:
        servers, roads = (sockets.free(), sockets.free()), sockets.free()
        links, terminals = sockets.free(), sockets.free()
        rtp_first = 20000 + os.getpid() % 20 * 2000
        first, second = (
            Ports(
                servers,
                sip=sockets.free(),
                ami=sockets.free(),
                http=sockets.free(),
                recorder=sockets.free(),
                rtp_first=rtp_first_port,
                roads=roads,
                links=links,
                terminals=terminals,
            )
            for rtp_first_port in (rtp_first, rtp_first + RTP_PORTS)
        )
        return replace(first, second=second)


def ports_of(boot: Boot) -> Ports:
    """Read back which ports a centre uses."""
    servers = boot.servers[0].port, boot.servers[-1].port
    roads = urlsplit(boot.roads.url).port or 80 if boot.roads else Ports().roads
    links = boot.location_links.port if boot.location_links else Ports().links
    terminals = boot.terminal_ports[0].port if boot.terminal_ports else Ports().terminals
    first, *others = (_ports_of(exchange, servers, roads) for exchange in boot.exchanges)
    second = others[0] if others else None
    return replace(first, second=second, links=links, terminals=terminals)


def _ports_of(exchange: Exchange, servers: tuple[int, int], roads: int) -> Ports:
    return Ports(
        servers,
        exchange.sip_port,
        exchange.ami_port,
        exchange.http_port,
        urlsplit(exchange.recorder_url).port or 80,
        exchange.rtp_first_port,
        roads,
    )


def plan_boot(
    layout: Layout,
    mode: Literal["demo", "site"],
    *,
    address: str | None = None,
    ports: Ports | None = None,
    zone: str = DEFAULT_ZONE,
    exchanges: int = 1,
) -> Boot:
    """Plan the boot settings of two servers and one or two exchanges on this machine.

    Args:
        layout: Where the centre lies.
        mode: Demo or site.
        address: The address others reach us by, with https; None stays on loopback.
        ports: The usual ones when None.
        zone: The centre's time zone.
        exchanges: How many, 1 or 2.
    """
    used = ports or Ports()
    plan: dict[str, object] = {
        "version": 1,
        "centre": {"mode": mode, "zone": zone},
        "database": {
            "socket_directory": str(layout.database_socket),
            "port": DATABASE_PORT,
            "name": DATABASE_NAME,
        },
        "servers": _servers(used, address),
        "exchanges": [_exchange(used, address, place) for place in range(exchanges)],
        "roads": {"url": f"http://{LOOPBACK[0]}:{used.roads}"},
    }
    if mode == "demo":
        plan["store"] = {"ballast_bytes": DEMO_BALLAST_BYTES}
        plan["feeds"] = [{"name": "serial-1", "device": "serial/vehicles"}]
        plan["terminal_ports"] = [{"name": "jt808-1", "port": used.terminals}]
        plan |= _demo_links(used)
    if address:
        plan["certificates"] = _certificates(layout)
    return Boot.model_validate(plan)


def move_boot(boot: Boot, layout: Layout) -> Boot:
    """Give the same settings for a state folder at another place."""
    socket_directory = str(layout.database_socket)
    database = boot.database.model_copy(update={"socket_directory": socket_directory})
    certificates = _certificates(layout) if boot.certificates else None
    return boot.model_copy(update={"database": database, "certificates": certificates})


def write_boot(layout: Layout, boot: Boot) -> None:
    """Write boot.toml whole or not at all."""
    half = layout.boot_file.with_suffix(".half")
    half.write_text("\n".join(_toml(boot.model_dump(mode="json", exclude_none=True))) + "\n")
    half.chmod(0o644)
    half.replace(layout.boot_file)


def _certificates(layout: Layout) -> Certificates:
    folder = layout.certificates
    return Certificates(
        authority=folder / "ca.crt",
        certificate=folder / "server.crt",
        key=folder / "server.key",
    )


def _servers(ports: Ports, address: str | None) -> list[dict[str, object]]:
    scheme = "https" if address else "http"
    hosts = (address, address) if address else LOOPBACK
    first, second = ports.servers
    numbers = (first, second + 1) if address and first == second else ports.servers
    return [
        {
            "name": f"server-{index}",
            "host": host,
            "port": port,
            "url": f"{scheme}://{_bracketed(str(host))}:{port}",
        }
        for index, (host, port) in enumerate(zip(hosts, numbers, strict=True), start=1)
    ]


def _exchange(every: Ports, address: str | None, place: int) -> dict[str, object]:
    scheme, host = ("wss", address) if address else ("ws", LOOPBACK[0])
    ports = every.of_exchange(place)
    return {
        "name": f"node{place + 1}",
        "host": host,
        "sip_port": ports.sip,
        "ami_port": ports.ami,
        "http_port": ports.http,
        "rtp_first_port": ports.rtp_first,
        "rtp_last_port": ports.rtp_first + RTP_PORTS - 1,
        "web_socket_url": f"{scheme}://{_bracketed(host)}:{ports.http}/ws",
        "recorder_url": f"http://{LOOPBACK[0]}:{ports.recorder}",
    }


def _demo_links(ports: Ports) -> dict[str, object]:
    """Telephones of a demonstration are browsers of this machine; its modem is simulated."""
    url = f"http://{LOOPBACK[0]}:{ports.links}"
    return {
        "location_links": {"public_url": url, "port": ports.links},
        "sms_modem": {"device": "serial/modem"},
    }


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _toml(table: Mapping[str, object], name: str = "") -> Iterable[str]:
    """Write the two levels boot.toml has. A JSON string is a TOML basic string."""
    tables = {key: value for key, value in table.items() if _tables_of(value)}
    yield from (
        f"{key} = {json.dumps(value, ensure_ascii=False)}"
        for key, value in table.items()
        if key not in tables
    )
    for key, value in tables.items():
        brackets = ("[", "]") if isinstance(value, dict) else ("[[", "]]")
        for entry in _tables_of(value):
            yield from ("", f"{name}{key}".join(brackets), *_toml(entry))


def _tables_of(value: object) -> Sequence[Mapping[str, object]]:
    """Give the table, or the tables of a list, that a value is; a list of words is none."""
    several = value if isinstance(value, list | tuple) else (value,)
    return [one for one in several if isinstance(one, dict)]


class _Sockets:
    """Holds ports taken until all are chosen, so that none comes twice."""

    def __init__(self) -> None:
        self._held: list[socket.socket] = []

    def __enter__(self) -> "_Sockets":
        return self

    def __exit__(self, *_: object) -> None:
        for held in self._held:
            held.close()

    def free(self) -> int:
        """Give a port that is free for TCP and UDP on every loopback address in use."""
        while True:
            number = self._take(socket.SOCK_STREAM, LOOPBACK[0], 0)
            try:
                self._take(socket.SOCK_STREAM, LOOPBACK[1], number)
                self._take(socket.SOCK_DGRAM, LOOPBACK[0], number)
            except OSError:
                continue
            return number

    def _take(self, kind: socket.SocketKind, host: str, port: int) -> int:
        taken = socket.socket(socket.AF_INET, kind)
        self._held.append(taken)
        taken.bind((host, port))
        return int(taken.getsockname()[1])
