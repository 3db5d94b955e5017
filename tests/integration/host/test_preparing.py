"""What lies ready before the first process starts."""

import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from dispatch.adapters.host.boot_file import plan_boot, write_boot
from dispatch.adapters.host.cluster import is_created
from dispatch.adapters.host.layout import Layout, remove_socket_folder
from dispatch.adapters.host.locks import is_held
from dispatch.adapters.host.refusal import Refusal
from dispatch.adapters.host.waiting import holds_within
from dispatch.cli.preparing import prepare, refuse_living


@pytest.fixture
def layout(short_folder: Path) -> Iterator[Layout]:
    layout = Layout(short_folder / "var")
    layout.supervisor.mkdir(parents=True)
    yield layout
    remove_socket_folder(layout)


def test_preparing_twice_changes_nothing(layout: Layout) -> None:
    first, _ = prepare(layout, "demo", any_ports=True)
    secrets = {path.name: path.read_text() for path in layout.secrets.iterdir()}
    second, _ = prepare(layout, "demo", any_ports=True)
    assert second.boot == first.boot
    assert {path.name: path.read_text() for path in layout.secrets.iterdir()} == secrets


def test_listening_later_keeps_mode_ports_and_time_server(layout: Layout) -> None:
    alone, _ = prepare(layout, "site", any_ports=True, time_server="time.example")
    heard, _ = prepare(layout, "site", address="127.0.0.9")
    assert heard.boot.servers[0].url == f"https://127.0.0.9:{alone.boot.servers[0].port}"
    assert heard.boot.exchanges[0].sip_port == alone.boot.exchanges[0].sip_port
    assert heard.boot.time_server == alone.boot.time_server
    assert heard.boot.certificates is not None
    assert heard.boot.certificates.key.stat().st_mode & 0o777 == 0o600


def test_a_site_stays_a_site_when_it_is_started_like_a_demo(layout: Layout) -> None:
    prepare(layout, "site", any_ports=True)
    again, _ = prepare(layout, "demo")
    assert again.boot.centre.mode == "site"


def test_a_taken_port_is_refused_before_anything_is_made(layout: Layout) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        boot = plan_boot(layout, "demo")
        server = boot.servers[0].model_copy(update={"port": taken.getsockname()[1]})
        write_boot(layout, boot.model_copy(update={"servers": (server, *boot.servers[1:])}))
        with pytest.raises(Refusal, match="port_taken"):
            prepare(layout, "demo")
    assert not is_created(layout.cluster)
    assert not layout.secrets.exists()


def test_a_full_disk_is_refused_before_the_database_is_made(
    layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dispatch.adapters.host.space.free_mb", lambda folder: 3)
    with pytest.raises(Refusal, match="disk_full"):
        prepare(layout, "demo", any_ports=True)
    assert not is_created(layout.cluster)
    assert not layout.boot_file.exists()


@pytest.mark.parametrize(
    ("part", "refusal"),
    [("runner", "already_running"), ("postgres", "left_running, parts=postgres")],
)
def test_what_lives_is_named(layout: Layout, part: str, refusal: str) -> None:
    command = ["flock", "-F", str(layout.lock(part)), "sleep", "60"]
    with subprocess.Popen(command) as living:
        try:
            assert holds_within(lambda: is_held(layout.lock(part)), 10)
            with pytest.raises(Refusal, match=refusal):
                refuse_living(layout)
        finally:
            living.kill()


def test_nothing_living_is_no_obstacle(layout: Layout) -> None:
    layout.lock("runner").touch()
    refuse_living(layout)
