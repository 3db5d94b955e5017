"""A real Chromium at a seat, and its eye for what is painted."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from dispatch.adapters.clock import SystemClock
from dispatch.bench.centre import Centre

if TYPE_CHECKING:
    from playwright.async_api import Page

PATIENCE_MS = 20_000
ARGUMENTS = (
    "--no-sandbox",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
)
SCREEN = {"width": 1920, "height": 1080}
CLOCK_READINGS = 20
# The instant at which a caller stands on the glass: the second frame that begins after the change
# of the page begins when the first, which paints it, is done.
EYE = """
() => {
  const text = (id) => document.querySelector(`[data-testid=${id}]`)?.textContent ?? ''
  const whenPainted = (stands) => new Promise((done) => {
    const look = () => {
      if (!stands()) return
      watch.disconnect()
      requestAnimationFrame(() => requestAnimationFrame(() =>
        done(performance.timeOrigin + performance.now())))
    }
    const watch = new MutationObserver(look)
    watch.observe(document.body, {subtree: true, childList: true, characterData: true})
    look()
  })
  window.painted = (digits, owner, address) => whenPainted(() =>
    text('caller-number').replace(/[^0-9]/g, '') === digits
    && text('caller-owner') === owner && text('caller-address').includes(address))
  window.marked = (digits) => whenPainted(() =>
    text('caller-marker').includes(digits.slice(-4)))
}
"""
NOW = "performance.timeOrigin + performance.now()"
QUIET = (
    "main:not([data-call-state=ringing])"
    ":not([data-call-state=queued]):not([data-call-state=offered])"
)


class BrowserAbsent(Exception):
    """What this machine lacks; the message goes on with 'needs'."""


def chromium() -> str:
    """Find the browser; BrowserAbsent."""
    try:
        import playwright.async_api  # noqa: F401, PLC0415 - only this bench needs it
    except ImportError:
        raise BrowserAbsent("playwright, which the development extra installs") from None
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        raise BrowserAbsent("Chromium, which the system package chromium installs")
    return found


@asynccontextmanager
async def seat_page(centre: Centre, staff_number: str, seat: int) -> AsyncIterator["Page"]:
    """Sit a person at a seat of the call window, ready, until the block ends."""
    from playwright.async_api import async_playwright  # noqa: PLC0415 - see above

    program = chromium()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        try:
            context = await browser.new_context(
                viewport={"width": SCREEN["width"], "height": SCREEN["height"]}, locale="zh-CN"
            )
            context.set_default_timeout(PATIENCE_MS)
            page = await context.new_page()
            await _sit_down(page, centre, staff_number, seat)
            await page.evaluate(EYE)
            yield page
        finally:
            await browser.close()


async def map_window(page: "Page") -> "Page":
    """Open the map beside a call window, and wait until it is drawn."""
    async with page.expect_popup() as opened:
        await page.keyboard.press("Alt+KeyM")
    beside = await opened.value
    await beside.set_viewport_size({"width": SCREEN["width"], "height": SCREEN["height"]})
    await beside.locator("main[data-ready][data-stream=live]").wait_for()
    await beside.locator("[data-base=gl][data-idle=true]").wait_for()
    await beside.evaluate(EYE)
    return beside


async def clock_difference_ms(page: "Page") -> float:
    """Give by how much the page's clock is ahead of this process's, from the tightest reading."""
    clock = SystemClock()
    readings: list[tuple[float, float]] = []
    for _ in range(CLOCK_READINGS):
        before_ms = clock.now().timestamp() * 1000
        page_ms = float(await page.evaluate(NOW))
        after_ms = clock.now().timestamp() * 1000
        readings.append((after_ms - before_ms, page_ms - (before_ms + after_ms) / 2))
    return min(readings)[1]


async def _sit_down(page: "Page", centre: Centre, staff_number: str, seat: int) -> None:
    await page.goto(centre.urls[0])
    await page.locator("#staff-number").fill(staff_number)
    await page.locator("#staff-number").press("Tab")
    await page.keyboard.type(centre.password)
    await page.keyboard.press("Enter")
    await page.locator("section li button", has_text=f"{seat} 号席").click()
    for words in ("试听振铃", "试听耳机", "检查完毕，就绪接警"):
        await page.get_by_role("button", name=words).click()
    await page.locator(".window[data-ready][data-stream=live]").wait_for()
