"""The hours in which calls were held against their audio, on the directors' page."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.console.boards import board, uuid
from tests.e2e.console.conftest import Opened
from tests.e2e.evidence import SCREENS, is_wanted

NEWEST = datetime(2026, 11, 22, 8, tzinfo=UTC)
RIGHTS = ["view_board", "view_site", "search_recordings", "view_calls"]


def hour(before: int, *kinds: str, reason: str | None = None) -> dict[str, Any]:
    begins = NEWEST - timedelta(hours=before)
    gaps = [
        {
            "call_id": uuid(8000 + index),
            "recording": f"20261122-1{index}0501-node1-1795311901.{index}",
            "kind": kind,
            "missing_s": 12.3 + index,
        }
        for index, kind in enumerate(kinds)
    ]
    return {
        "hour": begins.isoformat(),
        "proven_at": (begins + timedelta(minutes=65)).isoformat(),
        "calls": 14 + before % 9,
        "recordings": 17,
        "unowned": 2,
        "gaps": gaps,
        "explained_by": None if reason is None else "staff:9001",
        "explained_at": None if reason is None else NEWEST.isoformat(),
        "reason": reason,
    }


def week(newest_gaps: tuple[str, ...]) -> dict[str, Any]:
    hours = [hour(before) for before in range(1, 160)]
    hours[29] = hour(30, "short", reason="交换机重启")
    return {
        "hours": [hour(0, *newest_gaps), *hours],
        "next_hour": (NEWEST + timedelta(hours=1)).isoformat(),
    }


@pytest.mark.mission("A29", "A64")
def test_a_call_without_audio_is_seen_at_a_glance_and_explained_by_keys(opened: Opened):
    rights = [*RIGHTS, "explain_audio"]
    page, centre = opened("/director", you=board()["you"] | {"rights": rights, "seat": None})
    centre.answer("GET", "/audio-proofs", 200, week(("missing", "silent", "damaged")))
    page.get_by_role("tab", name="录音核对").click()
    panel = page.get_by_test_id("audio-proofs")
    expect(panel.locator("[data-state=gaps]")).to_have_count(1)
    expect(panel.locator("[data-state=explained]")).to_have_count(1)
    chosen = page.get_by_test_id("proven-hour")
    for words in ("2026-11-22 16:00:00", "没有录音", "缺 12.3 秒", "录音为空", "录音损坏"):
        expect(chosen).to_contain_text(words)
    if is_wanted():
        page.screenshot(path=SCREENS / "director-audio-proofs.png")
    assert [row["impact"] for row in Axe().run(page).response["violations"]] == []
    told = hour(0, "missing", reason="录音盘更换")
    centre.answer("POST", "/audio-proofs/explain", 200, told)
    centre.answer("GET", "/audio-proofs", 200, week(()) | {"hours": [told]})
    chosen.get_by_label("原因").fill("录音盘更换")
    chosen.get_by_label("原因").press("Enter")
    expect(panel.locator("[data-state=gaps]")).to_have_count(0)
    expect(chosen).to_contain_text("staff:9001 2026-11-22 16:00:00：录音盘更换")


def test_who_may_not_explain_sees_the_gaps_and_no_field(opened: Opened):
    page, centre = opened("/director", you=board()["you"] | {"rights": RIGHTS, "seat": None})
    centre.answer("GET", "/audio-proofs", 200, week(("missing",)))
    page.get_by_role("tab", name="录音核对").click()
    chosen = page.get_by_test_id("proven-hour")
    expect(chosen).to_contain_text("没有录音")
    expect(chosen.get_by_role("textbox")).to_have_count(0)
