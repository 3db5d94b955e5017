"""What boot.toml says for a demo and for a centre that others reach."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from dispatch.adapters.host.boot_file import (
    Ports,
    choose_free_ports,
    plan_boot,
    ports_of,
    write_boot,
)
from dispatch.adapters.host.layout import Layout
from dispatch.adapters.host.ports import list_endpoints
from dispatch.config import Boot, load_settings


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return Layout(tmp_path)


@pytest.mark.parametrize("exchanges", [1, 2])
@pytest.mark.parametrize("address", [None, "192.0.2.7", "2001:db8::7"])
def test_what_is_written_is_read_back(layout: Layout, address: str | None, exchanges: int) -> None:
    boot = plan_boot(layout, "site", address=address, zone="Asia/Urumqi", exchanges=exchanges)
    write_boot(layout, boot)
    assert load_settings(layout.state).boot == boot


def test_a_demo_stays_on_loopback(layout: Layout) -> None:
    boot = plan_boot(layout, "demo")
    hosts = {endpoint.host for endpoint in list_endpoints(boot)}
    assert hosts == {"127.0.0.1", "127.0.0.2"}
    assert [server.url for server in boot.servers] == [
        "http://127.0.0.1:8120",
        "http://127.0.0.2:8120",
    ]


def test_a_reachable_centre_speaks_only_encrypted_to_browsers(layout: Layout) -> None:
    boot = plan_boot(layout, "demo", address="192.0.2.7")
    assert [server.url for server in boot.servers] == [
        "https://192.0.2.7:8120",
        "https://192.0.2.7:8121",
    ]
    assert boot.exchanges[0].web_socket_url == "wss://192.0.2.7:8188/ws"
    assert boot.certificates is not None


def test_manager_interface_and_recorder_never_leave_the_machine(layout: Layout) -> None:
    boot = plan_boot(layout, "demo", address="192.0.2.7")
    inner = {boot.exchanges[0].ami_port, Ports().recorder}
    hosts = {endpoint.host for endpoint in list_endpoints(boot) if endpoint.port in inner}
    assert hosts == {"127.0.0.1"}


def test_free_ports_differ_from_each_other() -> None:
    ports = choose_free_ports()
    chosen = [*ports.servers, ports.sip, ports.ami, ports.http, ports.recorder]
    assert len(set(chosen)) == len(chosen)


@pytest.mark.parametrize("ports", [Ports(), choose_free_ports()], ids=["usual", "free"])
def test_two_exchanges_on_one_machine_share_no_port_and_keep_theirs(
    layout: Layout, ports: Ports
) -> None:
    boot = plan_boot(layout, "demo", ports=ports, exchanges=2)
    taken = [(one.kind, one.host, one.port) for one in list_endpoints(boot)]
    first, second = boot.exchanges
    assert [first.name, second.name] == ["node1", "node2"]
    assert len(set(taken)) == len(taken)
    assert first.rtp_last_port < second.rtp_first_port
    assert plan_boot(layout, "demo", ports=ports_of(boot), exchanges=2) == boot


def test_of_two_hosts_each_binds_only_what_is_its_own(layout: Layout) -> None:
    boot = two_hosts(layout)
    write_boot(layout, boot)
    read = load_settings(layout.state).boot
    assert read == boot
    assert {one.part for one in list_endpoints(read)} == {
        "server-1",
        "node1",
        "recorder-node1",
        "roads",
    }


@pytest.mark.parametrize(
    "fault",
    [{"ami_allowed": ()}, {"ami_host": None}, {"ami_secret": "../gis_api"}, {"name": "node1"}],
    ids=["for-everybody", "nowhere", "another-secret", "one-name-twice"],
)
def test_an_exchange_that_could_be_reached_wrongly_is_refused(
    layout: Layout, fault: dict[str, object]
) -> None:
    said = two_hosts(layout).model_dump()
    said["exchanges"][1].update(fault)
    with pytest.raises(ValidationError):
        Boot.model_validate(said)


def test_a_manager_interface_without_certificates_is_refused(layout: Layout) -> None:
    said = two_hosts(layout).model_dump()
    said["certificates"] = None
    with pytest.raises(ValidationError):
        Boot.model_validate(said)


def two_hosts(layout: Layout) -> Boot:
    """What boot.toml says on host A."""
    planned = plan_boot(layout, "site", address="192.0.2.7", exchanges=2).model_dump()
    planned["servers"][1]["here"] = False
    planned["exchanges"][0].update(ami_host="192.0.2.7", ami_allowed=("192.0.2.8",))
    planned["exchanges"][1].update(
        host="192.0.2.8",
        here=False,
        ami_host="192.0.2.8",
        ami_allowed=("192.0.2.7",),
        ami_secret="ami_node2",
    )
    return Boot.model_validate(planned)


def test_a_name_with_quotes_and_chinese_survives(tmp_path: Path) -> None:
    layout = Layout(tmp_path / '急救 "中心"')
    layout.state.mkdir()
    boot = plan_boot(layout, "site", address="192.0.2.7")
    write_boot(layout, boot)
    read = load_settings(layout.state).boot.certificates
    assert read is not None
    assert read.key == layout.certificates / "server.key"
