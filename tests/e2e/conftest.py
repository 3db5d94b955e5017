"""One real centre and one Chromium for all browser tests; a fresh context for each."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from playwright.sync_api import Browser, BrowserContext, Page

from dispatch.simulator.phone.g711 import RATE_HZ, decode_alaw
from tests.centre import Centre, running_centre, until
from tests.e2e.desk import PATIENCE_MS, Desk
from tests.e2e.furnishing import end_incidents, furnish, start_all
from tests.e2e.leader import Leader
from tests.e2e.said import SEAT_SAYS
from tests.e2e.telephones import Telephones, telephones_of
from tests.e2e.wires import WireWatch, allowed_origins

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
)
SCREEN = {"width": 1920, "height": 1080}
MICROPHONE_HZ = 48_000


@pytest.fixture(scope="session")
def base_url() -> None:
    """Every page has an address of its own centre; the plugin's fixture warns with this pytest."""


@pytest.fixture(scope="session")
def microphone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What Chromium takes for its microphone: the seat's line, again and again."""
    path = tmp_path_factory.mktemp("sound") / "microphone.wav"
    spoken = decode_alaw(SEAT_SAYS).astype(np.float64)
    spectrum = np.fft.rfft(spoken)
    times = MICROPHONE_HZ // RATE_HZ
    louder = np.fft.irfft(spectrum, len(spoken) * times) * times
    soundfile.write(path, louder.astype(np.int16), MICROPHONE_HZ, subtype="PCM_16")
    return path


@pytest.fixture(scope="session")
def browser_type_launch_args(microphone: Path) -> dict[str, Any]:
    """How Chromium is started."""
    sound = f"--use-file-for-fake-audio-capture={microphone}"
    return {"executable_path": CHROMIUM, "args": [*ARGUMENTS, sound], "headless": True}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A call-taker's screen."""
    return {**browser_context_args, "viewport": SCREEN, "locale": "zh-CN"}


@pytest.fixture(scope="session")
def furnished() -> Iterator[Centre]:
    """The one centre of this run."""
    with running_centre() as running:
        furnish(running)
        yield running


@pytest.fixture
def leader(centre: Centre) -> Leader:
    """陈刚 at the API: what is found afterwards."""
    return Leader(centre.sign_in("2003"))


@pytest.fixture
def telephones(furnished: Centre) -> Iterator[Telephones]:
    """The telephones of the world outside."""
    with telephones_of(furnished.settings.boot.exchanges[0]) as made:
        yield made


@pytest.fixture
def centre(furnished: Centre, telephones: Telephones) -> Iterator[Centre]:
    """The centre, left after each test as it was found: no call, no task, nobody at a seat."""
    yield furnished
    telephones.silence()
    start_all(furnished)
    until(furnished.is_ready)
    end_incidents(furnished)
    tidy(furnished)


@pytest.fixture
def pages(
    browser: Browser, centre: Centre, browser_context_args: dict[str, Any]
) -> Iterator[Callable[[], Page]]:
    """Make pages, each in a browser context of its own; they may speak to nobody else."""
    opened: list[tuple[BrowserContext, WireWatch]] = []

    def make() -> Page:
        context = browser.new_context(**browser_context_args)
        context.set_default_timeout(PATIENCE_MS)
        opened.append((context, WireWatch(context)))
        return context.new_page()

    yield make
    for context, _ in opened:
        context.close()
    allowed = allowed_origins(centre.settings.boot)
    assert [url for _, watch in opened for url in watch.strangers(allowed)] == []
    assert [fault for _, watch in opened for fault in watch.faults] == []


@pytest.fixture
def desks(pages: Callable[[], Page], centre: Centre) -> Callable[..., Desk]:
    """Make desks; `desks()` is a page at which nobody has signed in."""

    def make(*, server: int = 0) -> Desk:
        return Desk(pages(), centre, server=server)

    return make


@pytest.fixture
def desk(desks: Callable[..., Desk]) -> Desk:
    """李敏 at seat 1, ready."""
    return desks().sit("1027", 1)


def tidy(centre: Centre) -> None:
    """End what a test left: calls, tasks, seats."""
    leader = centre.sign_in("2003")
    until(lambda: not _open_calls(leader.get("/board")))
    board = leader.get("/board")
    for task in board["tasks"]:
        leader.post(f"/tasks/{task['id']}/claim")
        leader.post(f"/tasks/{task['id']}/take-over")
        leader.post(f"/tasks/{task['id']}/finish", {"disposition": "reached"})
    for seat in board["seats"]:
        if seat["staff_number"]:
            why = {"reason": "测试结束"}
            assert leader.post(f"/seats/{seat['number']}/force-sign-off", why).is_success


def _open_calls(board: dict[str, Any]) -> list[dict[str, Any]]:
    return [call for call in board["calls"] if call["ended_at"] is None]
