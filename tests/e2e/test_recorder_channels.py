"""The technician's table of line and radio inputs: levels, faults, the test tone."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.desk import PATIENCE_MS, Desk
from tests.e2e.evidence import SCREENS, is_wanted


def channel(number: int, label: str, **given: Any) -> dict[str, Any]:
    base = {
        "exchange": "node1",
        "number": number,
        "name": f"radio-{number}",
        "label": label,
        "kind": "rtp",
        "start": "voice",
        "alive": True,
        "recording": f"20261122-014501-node1-1795311901.900{number}000000",
        "level_dbfs": -18.5,
        "sound_at": "2026-11-22T01:45:01Z",
        "packets": 51_200,
        "lost": 3,
        "late": 0,
        "duplicate": 0,
        "strangers": 0,
        "frames_kept": 8_192_000,
        "frames_unwritten": 0,
        "digest": "9f86d081884c7d65",
        "testing": False,
        "test": "found",
        "tested_at": "2026-11-22T01:00:00Z",
        "faults": [],
    }
    return base | given


CHANNELS = [
    channel(1, "急救电台一"),
    channel(2, "急救电台二", level_dbfs=-55.0, faults=["channel_silent", "channel_stranger"]),
    channel(
        3, "消防热线", kind="alsa", start="always", alive=False, recording=None, digest=None,
        level_dbfs=-90.0, sound_at=None, faults=["channel_dead"], test="missing",
    ),
    channel(4, "会议室", kind="pcm", start="contact", test=None, tested_at=None),
]  # fmt: skip


def opened(desk: Desk, channels: list[dict[str, Any]]) -> tuple[Page, list[str]]:
    """The page with these inputs; what is asked to be tested is kept."""
    tested: list[str] = []

    def answer(route: Route) -> None:
        if route.request.method == "POST":
            tested.append(route.request.url)
            route.fulfill(status=202, content_type="application/json", body="null")
            return
        told = {"channels": channels, "away": ["node2"]}
        route.fulfill(content_type="application/json", body=json.dumps(told))

    desk.page.route("**/api/v1/recorder-channels**", answer)
    desk.page.route("**/api/v1/recorder-channels/**", answer)
    desk.enter("9001")
    desk.page.get_by_role("tab", name="分站与设备").click()
    desk.page.get_by_role("link", name="定位接入").press("Enter")
    return desk.page, tested


@pytest.mark.mission("A91")
def test_levels_faults_and_tests_of_every_channel_are_shown_and_a_test_is_begun_by_key(desks: Any):
    page, tested = opened(desks(), CHANNELS)
    table = page.get_by_test_id("channels")
    expect(table).to_be_visible(timeout=PATIENCE_MS)
    expect(table.locator("[data-channel=radio-3]")).to_contain_text("没有信号送来")
    expect(table.locator("[data-channel=radio-2]")).to_contain_text("长时间没有声音")
    expect(table.get_by_role("meter", name="急救电台一")).to_have_attribute("aria-valuenow", "69")
    expect(page.get_by_role("alert").filter(has_text="node2")).to_be_visible()
    table.get_by_role("button", name="急救电台一").press("Enter")
    expect(table.locator("[data-channel=radio-1]").get_by_test_id("tone")).to_have_text("录到")
    if is_wanted():
        page.screenshot(path=SCREENS / "recorder-channels.png")
    assert [url.split("/api/v1")[1] for url in tested] == ["/recorder-channels/node1/radio-1/test"]
