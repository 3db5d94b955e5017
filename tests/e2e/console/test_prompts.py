"""The administrator's page of prompts: listen, write, upload, record by telephone, put back."""

import os
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from dispatch.adapters.asterisk.prompt_folder import read_built_in
from dispatch.api.prompt_views import show_prompts
from dispatch.domain.prompt_files import DEFAULT_BOOK
from tests.e2e.console.boards import board, seat, uuid
from tests.e2e.console.conftest import Opened
from tests.e2e.console.scripted_centre import ScriptedCentre, ago

ADMINISTRATOR = {**board()["you"], "rights": ["view_board", "manage_prompts"], "seat": None}
WELCOME = "/prompts/welcome/zh-CN"
SEATS = [
    seat(1, kind="desk", state="signed_off"),
    seat(2, kind="soft", state="ready"),
    seat(3, kind="desk", state="signed_off"),
]
Json = dict[str, Any]


def keep_picture(page: Page, name: str) -> None:
    """Keep what is on the screen where a person asked for pictures."""
    if folder := os.environ.get("PICTURES"):
        page.set_viewport_size({"width": 1600, "height": 1000})
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def beep() -> bytes:
    """A second of sound as the server gives it."""
    file = BytesIO()
    waves = 0.2 * np.sin(2 * np.pi * 440 * np.arange(8000) / 8000)
    soundfile.write(file, waves, 8000, format="WAV", subtype="PCM_16")
    return file.getvalue()


def version(number: int, source: str = "uploaded", file_name: str | None = "欢迎语.wav") -> Json:
    return {
        "id": uuid(80 + number),
        "number": number,
        "source": source,
        "file_name": file_name,
        "text": "",
        "sha256": f"{number:064}",
        "duration_ms": 6500 + number,
        "level_db": -17.0,
        "made_by": "9001",
        "made_at": ago(3600 * (10 - number)),
    }


class Managed:
    """Prompts behind the page: what it changes is what it is shown next."""

    def __init__(self, centre: ScriptedCentre) -> None:
        self.centre = centre
        self.shown = show_prompts(DEFAULT_BOOK, read_built_in()).model_dump(mode="json")
        self.speech = self.shown["prompts"][0]["speeches"][0]
        self.speech["versions"] = [version(2), version(1)]
        self.speech["in_use"] = uuid(82)
        self._tell()
        for path in (f"/prompts/audio/{2:064}", "/prompts/built-in/welcome/audio"):
            centre.answer("GET", path, 200, beep())
        centre.answer("GET", "/prompts/spoken/audio", 200, beep())
        centre.answers["PUT", f"{WELCOME}/use"] = self._use
        centre.answers["PUT", f"{WELCOME}/text"] = self._write
        centre.answers["POST", f"{WELCOME}/versions"] = self._upload
        centre.answers["POST", f"{WELCOME}/record"] = self._record

    def spoken(self) -> None:
        """Let somebody keep what he spoke into the seat's phone."""
        self._add(version(3, "recorded", None))

    def _use(self, asked: Any) -> tuple[int, Any]:
        self.speech["in_use"] = asked["version_id"]
        return self._changed()

    def _write(self, asked: Any) -> tuple[int, Any]:
        self.speech["text"] = asked["text"]
        return self._changed()

    def _upload(self, _: Any) -> tuple[int, Any]:
        added = version(3)
        self._add(added)
        return 200, added

    def _record(self, asked: Any) -> tuple[int, Any]:
        return 200, {"id": uuid(90), "key": "welcome", "language": "zh-CN", "seat": asked["seat"]}

    def _add(self, added: Json) -> None:
        self.speech["versions"] = [added, *self.speech["versions"]]
        self._tell()

    def _changed(self) -> tuple[int, Any]:
        self._tell()
        return 200, {"key": "welcome", "language": "zh-CN"}

    def _tell(self) -> None:
        self.centre.answer("GET", "/prompts", 200, deepcopy(self.shown))


def open_prompts(opened: Opened) -> tuple[Page, Managed]:
    page, centre = opened("/director", you=ADMINISTRATOR, seats=SEATS)
    managed = Managed(centre)
    page.get_by_role("link", name="管理").click()
    page.get_by_role("tab", name="语音提示").click()
    expect(page.locator('[data-version="2"]')).to_contain_text("在用")
    return page, managed


@pytest.mark.mission("B58")
def test_an_older_version_and_the_built_in_are_put_back_by_one_key(opened: Opened):
    page, managed = open_prompts(opened)
    keep_picture(page, "prompts")
    assert not Axe().run(page).response["violations"]
    page.locator('[data-version="1"]').get_by_role("button", name="启用").click()
    expect(page.locator('[data-version="1"]')).to_contain_text("✓ 在用")
    page.locator('[data-version="built-in"]').get_by_role("button", name="启用").click()
    expect(page.locator('[data-version="built-in"]')).to_contain_text("✓ 在用")
    expect(page.locator('tr[data-prompt="welcome"]')).to_contain_text("内置")
    used = [body for _, path, body in managed.centre.asked if path.endswith("/use")]
    assert used == [{"version_id": uuid(81)}, {"version_id": None}]


def test_a_version_is_heard_in_the_browser_to_its_end(opened: Opened):
    page, _ = open_prompts(opened)
    button = page.locator('[data-version="2"]').get_by_role("button", name="试听：第 2 版")
    button.click()
    expect(button).to_have_text("■")
    expect(button).to_have_text("▶", timeout=15_000)


def test_a_file_is_uploaded_and_a_bad_one_is_refused_in_words(opened: Opened):
    page, managed = open_prompts(opened)
    wave = {"name": "新.wav", "mimeType": "audio/wav", "buffer": beep()}
    page.locator("#prompt-file").set_input_files(wave)  # type: ignore[arg-type]
    expect(page.locator('[data-version="3"]')).to_contain_text("启用")
    managed.centre.refuse("POST", f"{WELCOME}/versions", 422, "prompt_too_long", longest_s=60)
    page.locator("#prompt-file").set_input_files(wave)  # type: ignore[arg-type]
    expect(page.get_by_role("alert")).to_contain_text("录音过长：最多 60 秒")


def test_a_seats_phone_is_rung_and_the_new_version_appears_once_it_is_kept(opened: Opened):
    page, managed = open_prompts(opened)
    page.locator("#prompt-seat").select_option("1")
    page.get_by_role("button", name="呼叫席位电话").click()
    expect(page.get_by_role("status")).to_contain_text("正在呼叫 1 号席的电话")
    managed.spoken()
    expect(page.locator('[data-version="3"]')).to_contain_text("电话录制", timeout=15_000)
    expect(page.get_by_text("正在呼叫 1 号席")).to_have_count(0)
    managed.centre.refuse("POST", f"{WELCOME}/record", 409, "seat_takes_calls", seat=2)
    page.locator("#prompt-seat").select_option("2")
    page.get_by_role("button", name="呼叫席位电话").click()
    expect(page.get_by_role("alert")).to_contain_text("2 号席正在接警")


def test_the_text_is_written_for_each_language(opened: Opened):
    page, managed = open_prompts(opened)
    page.locator("#prompt-text").fill("您好，这里是宿城急救中心。")
    page.get_by_role("button", name="保存文字").click()
    expect(page.locator('tr[data-prompt="welcome"]')).to_contain_text("宿城急救中心")
    page.get_by_role("tab", name="English").click()
    expect(page.locator("#prompt-text")).to_have_value(
        "This is 120 emergency. Please do not hang up. We are connecting you now."
    )
    expect(page.get_by_text("此语言没有录音")).to_be_visible()
    assert managed.speech["text"] == "您好，这里是宿城急救中心。"


def test_a_plate_is_put_into_prompts_and_heard(opened: Opened):
    page, managed = open_prompts(opened)
    row = {"keys": ["plate-11", "letter-a", "word-yao"], "silent": []}
    managed.centre.answer("GET", "/prompts/spoken", 200, row)
    page.locator("#spoken-kind").select_option("plate")
    page.locator("#spoken-value").fill("京A·1")
    trial = page.get_by_label("数字和派车用语试听")
    trial.get_by_role("button", name="试听").click()
    expect(page.locator("[data-spoken]")).to_have_text("plate-11 + letter-a + word-yao")
    managed.centre.refuse("GET", "/prompts/spoken", 422, "not_speakable")
    trial.get_by_role("button", name="试听").click()
    expect(page.get_by_role("alert")).to_contain_text("这个值无法用提示说出")


def test_languages_are_added_and_ordered(opened: Opened):
    page, managed = open_prompts(opened)
    managed.centre.answer("PUT", "/prompts/languages", 200, {"key": None, "language": None})
    page.locator("#language-tag").fill("zh-yue")
    page.locator("#language-name").fill("粤语")
    page.get_by_role("button", name="添加语言").click()
    page.get_by_label("来电听到粤语").check()
    page.get_by_role("button", name="粤语上移").click()
    page.get_by_label("语言和方言").get_by_role("button", name="保存").click()
    expect(page.locator("#language-tag")).to_have_value("")
    (asked,) = [body for _, path, body in managed.centre.asked if path == "/prompts/languages"]
    assert [(one["tag"], one["is_heard"]) for one in asked["languages"]] == [
        *(("zh-CN", True), ("zh-yue", True), ("en", False)),
    ]


def test_without_the_right_there_is_no_such_tab(opened: Opened):
    page, _ = opened("/director", you={**ADMINISTRATOR, "rights": ["view_board", "manage_site"]})
    page.get_by_role("link", name="管理").click()
    expect(page.get_by_role("tab", name="系统状态")).to_be_visible()
    expect(page.get_by_role("tab", name="语音提示")).to_have_count(0)
