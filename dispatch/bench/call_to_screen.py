"""120 rings: how long from the INVITE until both windows show who calls, and from where."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from dispatch.adapters.clock import SystemClock
from dispatch.bench.browser import QUIET, chromium, clock_difference_ms, map_window, seat_page
from dispatch.bench.centre import Centre, running_centre
from dispatch.bench.generator import first_in_line
from dispatch.bench.progress import Tell
from dispatch.bench.result import Measurement, spread
from dispatch.domain.caller import Subscriber
from dispatch.simulator.demo_centre import TRUNK_HOST, subscribers
from dispatch.simulator.phone.digest import Credentials
from dispatch.simulator.phone.phone import Identity, Phone

if TYPE_CHECKING:
    from playwright.async_api import Page

    Windows = tuple[Page, Page]

NAME = "call-to-screen"
CALLS, CALLS_IF_LONG = 100, 500
WARM_UP_CALLS = 3
STAFF, SEAT, LEADER = "1027", 1, "2003"
STORED = ("call_offered", "call_queued", "call_ringing")
SEEN_WITHIN_S = 10.0
CALLS_WITHIN_S, CALLS_WITHIN_IF_LONG_S = 75.0, 600.0
TELL_EVERY = 20
# The recording of a call that ended is being stored: the next one is not to pay for it.
REST_S = 0.2
CLOCKS_AGREE_WITHIN_MS = 5.0


def measure(tell: Tell, *, long: bool) -> Measurement:
    """Run it on a centre of its own; BrowserAbsent."""
    chromium()
    tell("call-to-screen: starting a centre and a Chromium")
    with running_centre() as centre:
        bench = CallToScreen(centre, tell, long=long)
        return asyncio.run(bench.run())


@dataclass(slots=True)
class CallToScreen:
    """One seat whose two windows are watched from within, and one caller after the other.

    The clock is stopped by the windows themselves: the generator is late only where its INVITE
    left after the instant that is counted from.
    """

    centre: Centre
    tell: Tell
    long: bool
    called_at_ms: list[float] = field(default_factory=list)
    late_ms: list[float] = field(default_factory=list)
    samples_ms: list[float] = field(default_factory=list)
    call_window_ms: list[float] = field(default_factory=list)
    map_window_ms: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    async def run(self) -> Measurement:
        """Call until there are enough figures or the time is over."""
        async with seat_page(self.centre, STAFF, SEAT) as page:
            beside = await map_window(page)
            windows = (page, beside)
            differences_ms = [await clock_difference_ms(window) for window in windows]
            try:
                within_s = CALLS_WITHIN_IF_LONG_S if self.long else CALLS_WITHIN_S
                with first_in_line():
                    async with asyncio.timeout(within_s):
                        await self._call_all(windows)
            except TimeoutError:
                self.tell(f"call-to-screen: the time is over after {len(self.samples_ms)} calls")
            differences_ms += [await clock_difference_ms(window) for window in windows]
        worst_ms = max(map(abs, differences_ms))
        if worst_ms > CLOCKS_AGREE_WITHIN_MS:
            self.faults.append(f"the page's clock was {worst_ms:.1f} ms away")
        detail = {
            "call_window": spread(self.call_window_ms),
            "map_window": spread(self.map_window_ms),
            "warm_up_calls": WARM_UP_CALLS,
            "page_clock_ahead_ms": [round(difference, 2) for difference in differences_ms],
            "stored_after": {kind: spread(self._stored_after_ms(kind)) for kind in STORED},
        }
        return Measurement(
            NAME, self.samples_ms, max(self.late_ms, default=0.0), self.faults, detail
        )

    async def _call_all(self, windows: "Windows") -> None:
        exchange = self.centre.settings.boot.exchanges[0]
        server = (exchange.host, exchange.sip_port)
        known = subscribers(SystemClock().now())
        async with Phone((TRUNK_HOST, 0), server, Credentials("caller", "")) as phone:
            for turn in range(WARM_UP_CALLS):
                await self._call(windows, phone, known[turn % len(known)])
            self.call_window_ms.clear()
            self.map_window_ms.clear()
            self.late_ms.clear()
            for turn in range(CALLS_IF_LONG if self.long else CALLS):
                caller = known[turn % len(known)]
                self.samples_ms.append(await self._call(windows, phone, caller))
                if (turn + 1) % TELL_EVERY == 0:
                    self.tell(
                        f"call-to-screen: {turn + 1} calls, last {self.samples_ms[-1]:.0f} ms"
                    )

    async def _call(self, windows: "Windows", phone: Phone, caller: Subscriber) -> float:
        """Call, wait until both windows show it, hang up, and wait until both are idle again."""
        page, beside = windows
        expected = f"painted({caller.number!r}, {caller.owner!r}, {caller.address!r})"
        seeing = asyncio.gather(
            page.evaluate(expected), beside.evaluate(f"marked({caller.number!r})")
        )
        for window in windows:
            await window.evaluate("0")  # the eye is open: what comes later in line is done later
        called_at_ms = SystemClock().now().timestamp() * 1000
        leg = phone.call("120", Identity(caller.number))
        self.late_ms.append(SystemClock().now().timestamp() * 1000 - called_at_ms)
        self.called_at_ms.append(called_at_ms)
        async with asyncio.timeout(SEEN_WITHIN_S):
            painted_at_ms, marked_at_ms = await seeing
        await leg.hang_up()
        await page.locator(QUIET).first.wait_for()
        await beside.get_by_test_id("caller-marker").first.wait_for(state="detached")
        await asyncio.sleep(REST_S)
        self.call_window_ms.append(painted_at_ms - called_at_ms)
        self.map_window_ms.append(marked_at_ms - called_at_ms)
        return float(max(painted_at_ms, marked_at_ms) - called_at_ms)

    def _stored_after_ms(self, kind: str) -> list[float]:
        """Tell how long after each INVITE the first event of a kind was stored: where time goes."""
        leader, after, stored_at_ms = self.centre.sign_in(LEADER), 0, dict[str, float]()
        while after is not None:
            page = leader.get(f"/events?after={after}&limit=1000")
            for event in page["events"]:
                if event["kind"] == kind:
                    at = datetime.fromisoformat(event["recorded_at"]).timestamp() * 1000
                    stored_at_ms.setdefault(event["payload"]["call"]["id"], at)
            after = page["next_after"]
        pairs = zip(self.called_at_ms, stored_at_ms.values(), strict=False)
        return [at_ms - called_ms for called_ms, at_ms in pairs][WARM_UP_CALLS:]
