"""The director makes a redacted copy by keys and mouse, and takes recordings out of the centre."""

import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import pyzipper
import soundfile
from playwright.sync_api import Locator, Page, expect

from tests.e2e.desk import PATIENCE_MS, Desk
from tests.e2e.leader import Leader
from tests.e2e.telephones import Telephones
from tests.e2e.test_pages import look

ZHANG = "052784382216"
PASSWORD = "Lantern-7-blue"
SIGNED_WITHIN_S = 75
_SETTLED = re.compile("ready|refused")


@pytest.fixture
def director(desks: Callable[[], Desk], desk: Desk, telephones: Telephones, leader: Leader) -> Page:
    """The director before the recording of a call that is over."""
    caller = telephones.call(ZHANG)
    desk.answer()
    caller.hang_up()
    leader.recording(leader.ended(leader.latest(ZHANG)["id"]))
    made = desks()
    made.enter("3001")
    made.page.locator("tr[data-recording] button:enabled").first.click(timeout=PATIENCE_MS)
    return made.page


def download(page: Page, part: Locator) -> bytes:
    with page.expect_download() as got:
        part.get_by_role("link", name="下载").click()
    return Path(got.value.path()).read_bytes()


def pick_two_spans(page: Page, panel: Locator) -> None:
    """The first by keys, from 0.1 s to 0.3 s, both lanes; the second drawn on the caller's."""
    expect(panel.get_by_role("slider")).to_be_focused(timeout=PATIENCE_MS)
    for key in ("Home", "ArrowRight", "Enter", "ArrowRight", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    box = panel.locator(".spans").bounding_box()
    assert box is not None
    panel.get_by_role("button", name="来电方", exact=True).click()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + 20)
    page.mouse.up()
    expect(panel.locator("ol li")).to_have_count(2)
    expect(panel.locator("ol li").first).to_contain_text("0.100 – 0.300 s")


@pytest.mark.mission("A76", "A81")
def test_a_redacted_copy_by_keys_and_mouse_and_an_export_with_a_password(director: Page):
    name = director.locator("tr.chosen").get_attribute("data-recording")
    director.get_by_role("button", name="制作脱密副本").click()
    panel = director.locator("[data-redact]")
    pick_two_spans(director, panel)
    panel.get_by_role("button", name="试听脱密效果").click()
    expect(panel.get_by_role("slider")).to_have_attribute("data-playing", "true")
    look(director, "director-redact")
    panel.get_by_label("原因").fill("培训示例")
    panel.get_by_role("button", name="生成副本").click()
    expect(panel.locator(f"[data-copy='{name}-r1']")).to_be_visible(timeout=PATIENCE_MS)
    director.get_by_role("button", name="导出/取证").click()
    director.locator(f"tr[data-recording='{name}-r1'] button").click()
    out = director.locator("[data-hand-out]")
    out.get_by_role("button", name="WAV 通用").click()
    out.get_by_label("密码（可不填）").fill("12345678")
    out.get_by_label("给谁、为何").fill("家属申请")
    out.get_by_role("button", name="导出", exact=True).click()
    expect(out.get_by_role("alert")).to_contain_text("密码太弱")
    out.get_by_label("密码（可不填）").fill(PASSWORD)
    out.get_by_role("button", name="导出", exact=True).click()
    part = out.locator("[data-stage=ready]")
    expect(part).to_be_visible(timeout=PATIENCE_MS)
    look(director, "director-hand-out")
    with pyzipper.AESZipFile(BytesIO(download(director, part))) as archive:
        sound = archive.read(f"{name}-r1.wav", pwd=PASSWORD.encode())
    samples, rate_hz = soundfile.read(BytesIO(sound), dtype="int16")
    assert not samples[int(0.1 * rate_hz) : int(0.3 * rate_hz)].any()
    assert samples.any()


@pytest.mark.mission("A81")
def test_evidence_taken_on_the_page_agrees_in_an_empty_folder(director: Page, tmp_path: Path):
    director.get_by_role("button", name="导出/取证").click()
    out = director.locator("[data-hand-out]")
    out.get_by_label("给谁、为何").fill("法院调取")
    part = out.locator("[data-part]")
    for _ in range(SIGNED_WITHIN_S // 5):
        out.get_by_role("button", name="导出", exact=True).click()
        expect(part).to_have_attribute("data-stage", _SETTLED, timeout=PATIENCE_MS)
        if part.get_attribute("data-stage") == "ready":
            break
        expect(part).to_contain_text("尚未签名")
        director.wait_for_timeout(5000)
    with zipfile.ZipFile(BytesIO(download(director, part))) as archive:
        archive.extractall(tmp_path / "empty")
    ended = subprocess.run(
        [sys.executable, "-I", "-S", "verify.py"],
        cwd=tmp_path / "empty",
        env={},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (ended.returncode, "RESULT: INTACT" in ended.stdout.decode()) == (0, True)
