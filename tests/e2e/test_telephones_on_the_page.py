"""Telephones and other servers tell positions over HTTP: from a token to the page of feeds."""

import json
import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx2
import pytest
from playwright.sync_api import Page, expect

from dispatch.adapters.clock import SystemClock
from dispatch.bench.centre import PROGRAM
from tests.centre import Centre, until
from tests.e2e.desk import PATIENCE_MS
from tests.e2e.test_position_feeds import feeds

PHONE, SERVER = f"TEL{os.getpid()}", f"county{os.getpid()}"


@pytest.fixture
def port(centre: Centre) -> Iterator[str]:
    """A port as boot.toml names it, served by the real program; afterwards nobody knows of it."""
    boot = centre.settings.state / "boot.toml"
    before = boot.read_text(encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as free:
        number = free.getsockname()[1]
    own = f'\n[[position_ports]]\nname = "phones-1"\nport = {number}\nforwarders = ["{SERVER}"]\n'
    boot.write_text(before.replace("position_ports = []", "") + own, encoding="utf-8")
    words = (PROGRAM, "feed", "--name", "phones-1", "--state", centre.settings.state)
    with _running(words):
        boot.write_text(before, encoding="utf-8")
        yield f"http://127.0.0.1:{number}"


@contextmanager
def _running(words: tuple[Any, ...]) -> Iterator[None]:
    """It has read its settings once it listens."""
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        until(lambda: process.poll() is not None or _listens(words))
        assert process.poll() is None, process.communicate()[0]
        yield
    finally:
        process.terminate()
        process.communicate(timeout=20)


def _listens(words: tuple[Any, ...]) -> bool:
    boot = (words[-1] / "boot.toml").read_text(encoding="utf-8")
    number = int(boot.rpartition("position_ports")[2].partition("port = ")[2].split()[0])
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", number)) == 0


def issue(page: Page, name: str) -> str:
    """Have a token issued, as a technician does."""
    page.get_by_label("终端名称").fill(name)
    page.get_by_label("终端名称").press("Enter")
    issued = page.get_by_test_id("issued")
    expect(issued).to_contain_text(f"{name} 的令牌", timeout=PATIENCE_MS)
    return issued.locator("code").inner_text()


def revoke(page: Page, name: str) -> None:
    button = page.get_by_role("button", name=name)
    button.press("Enter")
    button.press("Enter")
    expect(button).to_have_count(0, timeout=PATIENCE_MS)


@pytest.mark.mission("A44", "A71")
def test_a_telephone_and_a_forwarding_server_are_seen_on_the_technicians_page(
    desks: Any, port: str
):
    page = feeds(desks())
    own, servers = issue(page, PHONE), issue(page, SERVER)
    row = page.locator(f"[data-terminal='{PHONE}']")
    told = {"id": PHONE, "lat": "33.9501", "lon": "118.2801", "speed": "12"}
    until(lambda: httpx2.get(f"{port}/{own}", params=told).status_code == 200)
    expect(row).to_contain_text("118.28010, 33.95010", timeout=PATIENCE_MS)
    expect(row).to_contain_text("phones-1")
    position = {
        "latitude": 33.9502,
        "longitude": 118.2802,
        "fixTime": SystemClock().now().isoformat(),
        "speed": 6.5,
        "valid": True,
        "attributes": {},
    }
    forwarded = json.dumps({"position": position, "device": {"uniqueId": PHONE}})
    kind = {"Content-Type": "application/json"}
    until(
        lambda: httpx2.post(f"{port}/{servers}", content=forwarded, headers=kind).status_code == 200
    )
    expect(row).to_contain_text("118.28020, 33.95020", timeout=PATIENCE_MS)
    for name in (PHONE, SERVER):
        revoke(page, name)
    until(lambda: httpx2.get(f"{port}/{own}", params=told).status_code == 401)
