"""What happens on the seat's host: an administrator, a call-taker's browser, a caller's telephone.

Run inside the seat's namespace: python -m tests.hosts.seat_pc STEP STATE …; prints a JSON line.
The authority's certificate lies in the browser's own store, as the manual says.
"""

import json
import ssl
import sys
from pathlib import Path
from uuid import uuid4

import httpx2
from playwright.sync_api import Page, expect, sync_playwright

from dispatch.config import load_settings
from dispatch.simulator.phone.leg import LegState
from dispatch.simulator.voices import SEAT, load_voice
from tests.centre import until
from tests.e2e.desk import PATIENCE_MS, goto
from tests.e2e.telephones import telephones_of
from tests.hosts.namespaces import GATEWAY_ADDRESS, SERVER_ADDRESS

PAGE = f"https://{SERVER_ADDRESS}:8120"
CALLER = "13805271188"
TAKER, TAKER_PASSWORD = "1001", "first-shift-2026"
THROUGH_A_BROWSER = 0.6
CHROMIUM_WORDS = [
    "--no-sandbox",
    "--no-first-run",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
]


def administer(client: httpx2.Client, password: str) -> None:
    """Do step 5 of the manual: a call-taker, and the carrier's gateway as trunk."""
    signed_in = {"staff_number": "9001", "password": password}
    token = client.post("/session", json=signed_in).raise_for_status().json()["token"]
    client.headers["Authorization"] = f"Bearer {token}"
    person = {
        "staff_number": TAKER,
        "name": "一号",
        "roles": ["call_taker"],
        "password": TAKER_PASSWORD,
    }
    act(client, "POST", "/people", person)
    site = client.get("/site").raise_for_status().json()
    for shown in ("version", "changed_by", "changed_at"):
        site.pop(shown)
    trunk = {"name": "carrier", "host": GATEWAY_ADDRESS, "port": 5060}
    act(client, "PUT", "/site", site | {"base_version": 1, "trunks": [trunk]})


def act(client: httpx2.Client, method: str, path: str, body: object) -> None:
    """Act once."""
    headers = {"Idempotency-Key": str(uuid4())}
    client.request(method, path, json=body, headers=headers).raise_for_status()


def take_a_call(state: Path, microphone: Path, picture: Path) -> dict[str, object]:
    """Sit down in the browser, be called from the gateway, answer by key, talk."""
    exchange = load_settings(state).boot.exchanges[0]
    with sync_playwright() as playwright, telephones_of(exchange, (GATEWAY_ADDRESS, 5060)) as world:
        words = [*CHROMIUM_WORDS, f"--use-file-for-fake-audio-capture={microphone}"]
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=words)
        page = browser.new_page(viewport={"width": 1920, "height": 1080}, locale="zh-CN")
        sit(page)
        caller = world.call(CALLER, says=load_voice("crash"))
        expect(page.get_by_test_id("caller-number")).to_be_visible(timeout=PATIENCE_MS)
        page.keyboard.press("F2")
        caller.wait_for(LegState.TALKING)
        score = until(lambda: (s := caller.hears(load_voice(SEAT))) > THROUGH_A_BROWSER and s)
        shown = page.get_by_test_id("caller-number").inner_text()
        secure = page.evaluate("isSecureContext")
        page.screenshot(path=picture)
        caller.hang_up()
        expect(page.locator("header .state")).to_contain_text("整理", timeout=PATIENCE_MS)
        browser.close()
    return {"shown_number": shown, "caller_hears_seat": score, "secure_context": secure}


def sit(page: Page) -> None:
    """Sign in over https, check the sound, be ready."""
    goto(page, PAGE)
    page.keyboard.type(TAKER)
    page.keyboard.press("Tab")
    page.keyboard.type(TAKER_PASSWORD)
    page.keyboard.press("Enter")
    page.locator("section li button", has_text="1 号席").press("Enter")
    for button in ("试听振铃", "试听耳机", "检查完毕，就绪接警"):
        expect(page.get_by_role("button", name=button)).to_be_focused(timeout=PATIENCE_MS)
        page.keyboard.press("Enter")
    expect(page.locator("header .state")).to_contain_text("就绪", timeout=PATIENCE_MS)


def main(step: str, state: Path, *words: str) -> None:
    """Run one step and print what came of it."""
    if step == "administer":
        authority = state / "certificates" / "ca.crt"
        trust = ssl.create_default_context(cafile=str(authority))
        with httpx2.Client(base_url=f"{PAGE}/api/v1", verify=trust, timeout=10) as client:
            administer(client, words[0])
        seen: dict[str, object] = {"administered": True}
    else:
        seen = take_a_call(state, Path(words[0]), Path(words[1]))
    sys.stdout.write(json.dumps(seen) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])
