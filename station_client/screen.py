"""Shows the station page full screen, and again when the browser ends."""

import asyncio
from asyncio.subprocess import DEVNULL
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import structlog

log = structlog.get_logger()

AGAIN_AFTER_S = 2.0


def words(browser: str, profile: Path, server: str) -> tuple[str, ...]:
    """Give the command: no bar, no question, and sound from the first moment."""
    return (
        browser,
        "--kiosk",
        f"--app={server}/station",
        f"--user-data-dir={profile}",
        "--autoplay-policy=no-user-gesture-required",
        "--noerrdialogs",
        "--no-first-run",
        "--disable-session-crashed-bubble",
        "--disable-background-timer-throttling",
        "--disable-renderer-backgrounding",
        "--kiosk-printing",
    )


async def keep_shown(
    browser: str, profile: Path, server: Callable[[], str], centre_heard: asyncio.Event
) -> None:
    """Start the browser when the centre was heard, for a page that does not load stays away."""
    await centre_heard.wait()
    while True:
        try:
            shown = await asyncio.create_subprocess_exec(
                *words(browser, profile, server()), stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL
            )
        except OSError:
            log.warning("station.no_browser", browser=browser)
            return
        try:
            await shown.wait()
        finally:
            with suppress(ProcessLookupError):
                shown.terminate()
        log.info("station.browser_ended", code=shown.returncode)
        await asyncio.sleep(AGAIN_AFTER_S)
