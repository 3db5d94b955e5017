"""A call or an incident on one clock: sound, events and tracks, in a real browser."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.console.boards import uuid
from tests.e2e.console.cities import INCIDENT, city_board, furnish_city, incident, spot
from tests.e2e.console.scripted_centre import ScriptedCentre
from tests.e2e.console.sounding import Sounding, tone
from tests.e2e.console.test_map_page import PICTURE, SVG, TILE
from tests.e2e.console.test_replay_page import BEGAN, DIRECTOR, at, replayed
from tests.e2e.evidence import SCREENS, is_wanted

CALL, BACK = uuid(4001), uuid(4002)
OWN, LEG, EMPTY = (f"20261122-010000-node1-1795312800.{serial}" for serial in (8, 9, 11))
FAR_BACK = "20261122-010400-node2-1795313040.3"
LENGTH_S = {OWN: 120, LEG: 40, FAR_BACK: 60, EMPTY: 0}
DRIFT_MS = 100
RIGHTS = ["search_recordings", "play_recordings", "view_calls"]

OpenedPlayback = Callable[..., tuple[Page, ScriptedCentre, Sounding]]
WATCH = """(seconds) => new Promise((done) => {
  const page = document.querySelector('[data-at-ms]'), drifts = []
  const lanes = [...document.querySelectorAll('[data-lane]')]
  const watcher = new MutationObserver(() => {
    for (const audio of document.querySelectorAll('audio[data-sound]')) {
      if (audio.paused || audio.seeking || audio.readyState < 3) continue
      const lane = lanes.find((one) => one.dataset.lane === audio.dataset.sound)
      const heard = Number(lane.dataset.beginsMs) + audio.currentTime * 1000
      drifts.push(heard - Number(page.dataset.atMs))
    }
  })
  watcher.observe(page, { attributes: true, attributeFilter: ['data-at-ms'] })
  const until = () => {
    if (drifts.length < seconds * 20) return setTimeout(until, 50)
    watcher.disconnect()
    done(drifts)
  }
  until()
})"""


def signed(name: str) -> dict[str, str]:
    media = f"/media/recordings/{name}"
    forms = ("audio_url", "flac"), ("review_url", "opus"), ("peaks_url", "peaks")
    addresses = {key: f"{media}.{form}?expires=1&signature=x" for key, form in forms}
    return {**addresses, "expires_at": at(900)}


def lane(own: str, kind: str, begins_s: float, **given: Any) -> dict[str, Any]:
    length_s = LENGTH_S[own]
    recording = {
        "name": own,
        "exchange": own.split("-")[2],
        "state": "copied",
        "started_at": at(begins_s),
        "ended_at": at(begins_s + length_s),
        "duration_ms": length_s * 1000 or None,
        "repaired": False,
        "fault": None,
        "sha256": "ab",
        "call_id": CALL,
        "number": "138******21",
        "called_number": "120",
        "seat": 3,
        "staff_number": "1027",
    }
    return {
        "recording": recording,
        "kind": kind,
        "call_id": CALL,
        "seat": 3,
        "staff_number": "1027",
        "name": None,
        "number": None,
        "begins_at": at(begins_s),
        "ends_at": at(begins_s + length_s),
        "begin_known": "end",
        "clock_offset_ms": 12,
        "empty": length_s == 0,
        "spans": [],
        "playback": signed(own) if length_s else None,
        **given,
    }


def span(kind: str, from_s: float, to_s: float, seat: int | None = None) -> dict[str, Any]:
    staff = None if seat is None else "1027"
    whole = {"kind": kind, "from_at": at(from_s), "to_at": at(to_s)}
    return {**whole, "seat": seat, "staff_number": staff}


def mark(second: float, kind: str, **given: Any) -> dict[str, Any]:
    empty = {"detail": None, "actor": "exchange:node1", "seat": None, "vehicle": None}
    return {"at": at(second), "kind": kind, **empty, **given}


def told(**given: Any) -> dict[str, Any]:
    spans = [
        span("ring", 0, 6),
        span("talk", 6, 50, 3),
        span("hold", 50, 62, 3),
        span("talk", 62, 120, 2),
    ]
    sent = {"vehicle": "120A2", "actor": "staff:1027"}
    return {
        "incident_id": INCIDENT,
        "incident_number": "20261122-0047",
        "from_at": at(0),
        "to_at": at(900),
        "calls": [],
        "lanes": [
            lane(OWN, "call", 0, spans=spans),
            lane(LEG, "leg", 55, seat=None, name="城南分站", number="052784211100"),
            lane(EMPTY, "other", 70),
            lane(
                FAR_BACK,
                "call_back",
                240,
                spans=[span("ring", 240, 248), span("talk", 248, 300, 3)],
            ),
        ],
        "marks": [
            mark(0, "call_offered"),
            mark(6, "call_answered", seat=3),
            mark(30, "order_sent", detail="sent", **sent),
            mark(50, "call_held", seat=3),
            mark(60, "order_stamped", detail="departed", **sent),
            mark(650, "order_stamped", detail="arrived", **sent),
        ],
        "away": [],
        **given,
    }


@pytest.fixture
def opened_playback(page: Page, addresses: tuple[str, str]) -> OpenedPlayback:
    """Open the story as a director, and begin to hear it."""

    def open_page(**answers: Any) -> tuple[Page, ScriptedCentre, Sounding]:
        you = DIRECTOR | {"rights": [*DIRECTOR["rights"], *RIGHTS]}  # type: ignore[misc]
        state = city_board(you=you)
        state["servers"] = [
            {"name": f"server-{number}", "url": url} for number, url in enumerate(addresses, 1)
        ]
        centre = ScriptedCentre(page, *addresses, state)
        furnish_city(centre)
        one = incident(47, "幸福里小区 3 号楼", spot(300, -150), 1)
        centre.answer("GET", f"/incidents/{INCIDENT}", 200, one)
        centre.answer("GET", f"/incidents/{INCIDENT}/tracks", 200, replayed())
        centre.answer("POST", "/stories", 200, answers.get("story", told()))
        lengths = {name: length * 1000 for name, length in LENGTH_S.items()} | answers.get("ms", {})
        sounds = {name: tone(length, 300) for name, length in LENGTH_S.items()}
        sounding = Sounding(page, sounds, lengths)
        page.set_viewport_size({"width": 1920, "height": 1080})
        page.route(TILE, lambda route: route.fulfill(status=200, body=b""))
        svg = "image/svg+xml"
        page.route(PICTURE, lambda route: route.fulfill(status=200, body=SVG, content_type=svg))
        page.add_init_script("sessionStorage['dispatch120.token'] = 'scripted'")
        page.goto(f"{addresses[0]}/playback?incident={INCIDENT}")
        expect(page.locator("[data-ready]")).to_be_visible()
        page.keyboard.press("Enter")
        expect(page.locator("[data-at-ms]")).to_be_visible()
        expect(page.locator("[data-columns]").first).not_to_have_attribute("data-columns", "")
        return page, centre, sounding

    return open_page


def at_s(page: Page) -> float:
    """What the clock shows, in seconds after the begin."""
    shown = float(page.locator("[data-at-ms]").get_attribute("data-at-ms") or 0)
    return shown / 1000 - BEGAN.timestamp()


def drift_ms(drifts: list[float]) -> float:
    """How far sound and clock are apart, by nine of ten readings: a busy machine paints late."""
    return float(np.percentile(np.abs(drifts), 90))


def sounds_now(page: Page) -> list[str]:
    heard: list[str] = page.eval_on_selector_all(
        "audio", "all => all.filter(one => !one.paused).map(one => one.dataset.sound)"
    )
    return heard


def wait_until_heard(page: Page, *names: str) -> None:
    page.wait_for_function(
        "names => names.every(name => [...document.querySelectorAll('audio')].some("
        "one => one.dataset.sound === name && !one.paused && one.currentTime > 0"
        " && one.readyState > 2 && !one.seeking))",
        arg=list(names),
    )


@pytest.mark.mission("A57", "A84")
def test_sound_and_clock_stay_together_after_seeks_and_at_every_speed_that_is_heard(
    opened_playback: OpenedPlayback,
):
    page, _, _ = opened_playback()
    page.keyboard.press("Space")
    wait_until_heard(page, OWN)
    for keys in (["ArrowRight"], ["Shift+ArrowRight"], ["BracketRight"] * 3, ["ArrowLeft"]):
        for key in keys:
            page.keyboard.press(key)
        wait_until_heard(page, OWN)
        drifts = page.evaluate(WATCH, 1)
        assert drift_ms(drifts) < DRIFT_MS
    assert page.eval_on_selector("audio", "one => [one.playbackRate, one.preservesPitch]") == [
        2,
        True,
    ]


@pytest.mark.mission("A57")
def test_two_recordings_sound_at_once_each_at_its_own_place(opened_playback: OpenedPlayback):
    page, _, _ = opened_playback()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Space")
    wait_until_heard(page, OWN, LEG)
    drifts = page.evaluate(WATCH, 2)
    assert drift_ms(drifts) < DRIFT_MS
    page.keyboard.press("Digit1")
    muted = page.eval_on_selector_all("audio", "all => all.map(one => one.muted)")
    assert muted == [True, False, False]


@pytest.mark.mission("A57", "A71")
def test_one_seek_moves_sound_map_and_events_and_gaps_are_gaps(opened_playback: OpenedPlayback):
    page, _, _ = opened_playback()
    marker = page.locator("[data-replayed='120A2']")
    page.keyboard.press("KeyN")
    page.keyboard.press("KeyN")
    assert abs(at_s(page) - 60) < 0.01
    expect(page.locator("[aria-current=step]")).to_contain_text("出车")
    expect(marker).to_contain_text("出车")
    placed = page.eval_on_selector("audio", "one => one.currentTime")
    assert abs(placed - 60) < 0.1
    page.get_by_role("button", name="到达现场").click()
    assert abs(at_s(page) - 650) < 0.01
    expect(marker).to_contain_text("到达现场")
    expect(page.locator("[data-track-gap]")).to_have_count(1)
    expect(page.locator("[data-audio-gap]")).to_have_count(2)
    page.keyboard.press("Space")
    page.wait_for_function("() => document.querySelector('[data-playing=true]') !== null")
    assert sounds_now(page) == []


@pytest.mark.mission("A57")
def test_above_twice_the_speed_it_is_silent_and_says_so(opened_playback: OpenedPlayback):
    page, _, _ = opened_playback()
    page.keyboard.press("Space")
    wait_until_heard(page, OWN)
    page.get_by_role("button", name="16×").click()
    expect(page.get_by_test_id("silent")).to_contain_text("不出声")
    page.wait_for_function(
        "from => Number(document.querySelector('[data-at-ms]').dataset.atMs) > from",
        arg=(BEGAN.timestamp() + 20) * 1000,
    )
    assert sounds_now(page) == []
    page.get_by_role("button", name="1×", exact=True).click()
    expect(page.get_by_test_id("silent")).to_have_count(0)
    wait_until_heard(page, OWN)
    assert drift_ms(page.evaluate(WATCH, 1)) < DRIFT_MS


@pytest.mark.mission("A84")
def test_a_stretch_is_repeated_between_a_and_b(opened_playback: OpenedPlayback):
    page, _, _ = opened_playback()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("KeyA")
    page.keyboard.press("Period")
    page.keyboard.press("Period")
    page.keyboard.press("KeyB")
    page.keyboard.press("Space")
    wait_until_heard(page, OWN)
    shown = page.evaluate(
        """() => new Promise((done) => {
          const page = document.querySelector('[data-at-ms]'), seen = []
          new MutationObserver((_, self) => {
            seen.push(Number(page.dataset.atMs))
            const turns = seen.filter((one, at) => at > 0 && one < seen[at - 1]).length
            if (turns >= 2) { self.disconnect(); done(seen) }
          }).observe(page, { attributes: true, attributeFilter: ['data-at-ms'] })
        })"""
    )
    begin = BEGAN.timestamp() * 1000
    assert min(shown) > begin + 4900
    assert max(shown) < begin + 6200
    page.keyboard.press("KeyC")
    expect(page.locator(".loop")).to_have_count(0)


@pytest.mark.mission("A83")
def test_two_hours_are_drawn_at_the_screens_width_and_finer_when_zoomed(
    opened_playback: OpenedPlayback,
):
    long = lane(OWN, "call", 0)
    long["recording"]["duration_ms"] = 7_200_000
    long["ends_at"] = at(7200)
    story = told(lanes=[long], to_at=at(7200))
    page, _, sounding = opened_playback(story=story, ms={OWN: 7_200_000})
    assert max(sounding.columns) < 2000
    with page.expect_response(lambda answer: "from_ms=0&" not in answer.url):
        page.keyboard.press("Shift+ArrowRight")
        for _ in range(6):
            page.keyboard.press("Equal")
    assert max(sounding.columns) < 2000


@pytest.mark.mission("A64")
def test_pieces_without_sound_are_shown_only_when_asked_for(opened_playback: OpenedPlayback):
    page, centre, _ = opened_playback()
    expect(page.locator("[data-lane]")).to_have_count(3)
    page.get_by_role("checkbox", name="显示 1 条无声片段").check()
    expect(page.locator("[data-lane]")).to_have_count(4)
    asked = [body for method, path, body in centre.asked if (method, path) == ("POST", "/stories")]
    assert [one["incident_id"] for one in asked] == [INCIDENT]


def test_it_is_readable_for_everybody(opened_playback: OpenedPlayback):
    page, _, _ = opened_playback()
    page.keyboard.press("KeyN")
    page.keyboard.press("KeyA")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("KeyB")
    found = Axe().run(page).response["violations"]
    assert [one["id"] for one in found if one["impact"] in {"serious", "critical"}] == []
    for language in ("zh", "en"):
        if is_wanted():
            page.screenshot(path=SCREENS / f"playback-{language}.png")
        page.keyboard.press("Alt+KeyZ")
