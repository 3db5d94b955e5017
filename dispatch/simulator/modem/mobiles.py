"""Owners of mobile telephones: each opens the link in its text and lets it say where he is."""

import asyncio
import re
from pathlib import Path
from random import Random

import httpx2
import structlog

from dispatch.simulator.modem.port import plugged_modem
from gis.demo_city import stations

log = structlog.get_logger()

LINK = re.compile(r"https?://\S+/l/[a-z2-9]{26}")
LOOK_EVERY_S = 0.5
OPENS_AFTER_S = 4.0
PRESSES_AFTER_S = 3.0
AROUND_DEG = 0.004
RADIUS_M = 15.0


async def own_mobiles(device: Path) -> None:
    """Hold the modem of a demonstration and answer every link that it sends, until cancelled."""
    answered = 0
    with plugged_modem(device) as modem:
        async with httpx2.AsyncClient(timeout=5.0) as browser, asyncio.TaskGroup() as owners:
            while True:
                texts = modem.texts()
                for number, text in texts[answered:]:
                    owners.create_task(_answer(browser, number, text))
                answered = len(texts)
                await asyncio.sleep(LOOK_EVERY_S)


async def _answer(browser: httpx2.AsyncClient, number: str, text: str) -> None:
    found = LINK.search(text)
    if found is None:
        return
    await asyncio.sleep(OPENS_AFTER_S)
    try:
        await browser.post(found.group(), json={"kind": "opened"})
        await asyncio.sleep(PRESSES_AFTER_S)
        await browser.post(found.group(), json=place_of(number))
    except httpx2.HTTPError as error:
        log.info("simulator.link_unanswered", why=type(error).__name__)


def place_of(number: str) -> dict[str, object]:
    """Invent where a telephone is: near a station, always the same for one number."""
    chance = Random(number)  # noqa: S311 - repeatable places, no secret
    base = chance.choice(stations()).point
    lon, lat = (chance.uniform(-AROUND_DEG, AROUND_DEG) + at for at in (base.lon, base.lat))
    return {"kind": "place", "lon": lon, "lat": lat, "accuracy_m": RADIUS_M, "age_s": 1.0}
