"""Taken ports, with real sockets on loopback."""

import socket
from pathlib import Path

import pytest

from dispatch.adapters.host.boot_file import choose_free_ports, plan_boot
from dispatch.adapters.host.layout import Layout
from dispatch.adapters.host.ports import refuse_taken_ports
from dispatch.adapters.host.refusal import Refusal
from dispatch.config import Boot


@pytest.fixture
def boot(tmp_path: Path) -> Boot:
    return plan_boot(Layout(tmp_path), "demo", ports=choose_free_ports())


def test_free_ports_are_no_obstacle(boot: Boot) -> None:
    refuse_taken_ports(boot)


def test_a_taken_tcp_port_is_named_with_its_holder(boot: Boot) -> None:
    server = boot.servers[1]
    with socket.create_server((server.host, server.port)), pytest.raises(Refusal) as refusal:
        refuse_taken_ports(boot)
    assert refusal.value.code == "port_taken"
    assert refusal.value.parameters["part"] == "server-2"
    assert "(" in str(refusal.value.parameters["holder"])


def test_a_taken_udp_port_is_named_with_its_holder(boot: Boot) -> None:
    exchange = boot.exchanges[0]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind((exchange.host, exchange.sip_port))
        with pytest.raises(Refusal) as refusal:
            refuse_taken_ports(boot)
    assert refusal.value.parameters["address"] == f"127.0.0.1:{exchange.sip_port}/udp"
    assert "(" in str(refusal.value.parameters["holder"])


def test_a_port_just_given_up_by_a_server_is_free(boot: Boot) -> None:
    server = boot.servers[0]
    with socket.create_server((server.host, server.port)) as listening:
        caller = socket.create_connection((server.host, server.port))
        answered, _ = listening.accept()
        answered.close()
        caller.close()
    refuse_taken_ports(boot)


def test_an_address_of_another_machine_is_refused(tmp_path: Path) -> None:
    boot = plan_boot(Layout(tmp_path), "demo", address="192.0.2.7")
    with pytest.raises(Refusal, match="address_not_here"):
        refuse_taken_ports(boot)
