"""Who may reach the manager interface: nobody but this machine, unless hosts are named."""

from dataclasses import replace
from pathlib import Path

import pytest

from dispatch.adapters.asterisk.ami_way import AmiWay
from dispatch.adapters.asterisk.dialplan.net_files import manager_conf
from dispatch.adapters.asterisk.dialplan.safe import UnsafeValue
from tests.unit.exchange.test_dialplan import LISTENING, PLAN

OPEN = {
    "certificate": Path("/x/server.crt"),
    "certificate_key": Path("/x/server.key"),
    "ami_address": "192.0.2.7",
    "ami_allowed": ("192.0.2.8", "2001:db8::8"),
}


def test_without_named_hosts_it_listens_on_loopback_alone():
    text = manager_conf(PLAN)
    assert text.count("bindaddr=127.0.0.1") == 1
    assert "tls" not in text
    permits = [line for line in text.splitlines() if line.startswith("permit=")]
    assert permits == ["permit=127.0.0.1/255.255.255.255"] * 3


def test_named_hosts_come_in_by_tls_and_nobody_else_does():
    text = manager_conf(replace(PLAN, listening=replace(LISTENING, **OPEN)))  # type: ignore[arg-type]
    assert "bindaddr=127.0.0.1\n" in text
    assert "tlsbindaddr=192.0.2.7\n" in text
    permits = [line for line in text.splitlines() if line.startswith(("permit=", "deny="))]
    one_account = [
        "deny=0.0.0.0/0.0.0.0",
        "deny=::/0",
        "permit=127.0.0.1/255.255.255.255",
        "permit=192.0.2.8/255.255.255.255",
        "permit=2001:db8::8/128",
    ]
    assert permits == one_account * 3


@pytest.mark.parametrize(
    "fault",
    [
        {"ami_allowed": ()},
        {"ami_allowed": ("0.0.0.0",)},
        {"ami_allowed": ("192.0.2.0/24",)},
        {"ami_address": "0.0.0.0"},
        {"ami_address": "::"},
        {"certificate": None},
    ],
    ids=["for-nobody", "for-everybody", "for-a-net", "everywhere", "everywhere-6", "in-clear"],
)
def test_an_interface_that_is_open_or_in_clear_is_refused(fault: dict[str, object]):
    with pytest.raises(UnsafeValue):
        replace(LISTENING, **(OPEN | fault))  # type: ignore[arg-type]


def test_no_secret_goes_to_another_host_in_clear():
    with pytest.raises(ValueError, match="clear"):
        AmiWay("192.0.2.7")
