"""What boot.toml says for a demo and for a centre that others reach."""

from pathlib import Path

import pytest

from dispatch.adapters.host.boot_file import Ports, choose_free_ports, plan_boot, write_boot
from dispatch.adapters.host.layout import Layout
from dispatch.adapters.host.ports import list_endpoints
from dispatch.config import load_settings


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return Layout(tmp_path)


@pytest.mark.parametrize("address", [None, "192.0.2.7", "2001:db8::7"])
def test_what_is_written_is_read_back(layout: Layout, address: str | None) -> None:
    boot = plan_boot(layout, "site", address=address, zone="Asia/Urumqi")
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


def test_a_name_with_quotes_and_chinese_survives(tmp_path: Path) -> None:
    layout = Layout(tmp_path / '急救 "中心"')
    layout.state.mkdir()
    boot = plan_boot(layout, "site", address="192.0.2.7")
    write_boot(layout, boot)
    read = load_settings(layout.state).boot.certificates
    assert read is not None
    assert read.key == layout.certificates / "server.key"
