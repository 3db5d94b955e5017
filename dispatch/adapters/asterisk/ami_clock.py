"""What the clock of an exchange's machine says: its manager's answer to a ping holds it."""

from datetime import UTC, datetime
from time import monotonic

from dispatch.adapters.asterisk.ami_link import AsteriskLink
from dispatch.domain.clock_step import ClockReading
from dispatch.ports.call_control import ExchangeRefused


async def read_exchange_clock(link: AsteriskLink) -> ClockReading:
    """Ask once.

    Raises:
        ExchangeAway: It cannot be asked now.
        ExchangeRefused: Its answer holds no time.
    """
    before_s = monotonic()
    told = await link.acting().ask("Ping")
    try:
        at = datetime.fromtimestamp(float(told["Timestamp"]), UTC)
    except ValueError:
        raise ExchangeRefused(missing="Timestamp") from None
    return ClockReading(at, before_s, monotonic())
