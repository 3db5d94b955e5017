"""Makes the wires to the recorders: what they hold, and how they keep it."""

from dispatch.adapters.recorder import HttpRecordings
from dispatch.adapters.recorder_keeping import HttpRecordingKeeper
from dispatch.config import Settings


def make_recorders(settings: Settings) -> tuple[HttpRecordings, HttpRecordingKeeper]:
    """Make both; each has its own connections."""
    addresses = {exchange.name: exchange.recorder_url for exchange in settings.boot.exchanges}
    token = settings.secret("recorder_api").get_secret_value()
    return HttpRecordings(addresses, token), HttpRecordingKeeper(addresses, token)
